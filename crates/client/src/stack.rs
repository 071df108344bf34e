//! Stacks: found, listed, made, changed, removed.

use crate::error::Result;
use crate::transport::{Client, Query, decode, malformed, member};
use api_types::stack::{Request, Stack, Summary};
use reqwest::Method;
use serde_json::{Map, Value as Json, json};

/// A stack that was found: what the API's paths need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackRef {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
}

impl StackRef {
    /// The path of something of this stack.
    pub(crate) fn path<'a>(&'a self, rest: &[&'a str]) -> Vec<&'a str> {
        [&["stacks", &self.name, &self.id], rest].concat()
    }
}

/// How a change of a stack is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// What is sent is all that is wanted.
    Whole,
    /// The stack's own template, environment and parameters are the base (`PATCH`).
    Existing,
}

impl Change {
    fn method(self) -> Method {
        match self {
            Self::Whole => Method::PUT,
            Self::Existing => Method::PATCH,
        }
    }
}

impl Client {
    /// Finds a stack by name, by id or by `name/id`.
    pub async fn find(&self, stack: &str) -> Result<StackRef> {
        if let Some((name, id)) = stack.split_once('/') {
            return Ok(StackRef { name: name.to_owned(), id: id.to_owned() });
        }
        let url = self.join(&["stacks", stack]);
        let (status, answer) = self.once(Method::GET, url.clone(), None).await?;
        let location = match (status, &answer.location) {
            (300..400, Some(location)) => {
                url.join(location).map_err(|_| malformed(url.as_str(), "it redirects to nowhere"))?
            }
            (400.., _) => return Err(Box::new(crate::Fault::parse(status, &answer.body)).into()),
            _ => {
                let stack: Stack = member(&answer, "stack")?;
                return Ok(StackRef { name: stack.stack_name, id: stack.id });
            }
        };
        let mut segments = location.path_segments().into_iter().flatten().rev();
        match (segments.next(), segments.next()) {
            (Some(id), Some(name)) => Ok(StackRef { name: percent_decoded(name), id: percent_decoded(id) }),
            _ => Err(malformed(url.as_str(), "it redirects to something that is no stack")),
        }
    }

    /// Stacks by Heat's list parameters.
    pub async fn stacks(&self, query: &Query) -> Result<Vec<Summary>> {
        self.get_in(&["stacks"], query, "stacks").await
    }

    /// One stack, with its outputs if `outputs`.
    pub async fn stack(&self, stack: &StackRef, outputs: bool) -> Result<Stack> {
        let query = if outputs { Query::new() } else { vec![("resolve_outputs".into(), "False".into())] };
        self.get_in(&stack.path(&[]), &query, "stack").await
    }

    /// Creates a stack; answers as soon as it is accepted.
    pub async fn create(&self, request: &Request) -> Result<StackRef> {
        let answer = self.send(Method::POST, &["stacks"], &Query::new(), Some(&json!(request))).await?;
        let stack: Json = member(&answer, "stack")?;
        let id = stack["id"].as_str().ok_or_else(|| malformed(&answer.url, "it has no id"))?;
        Ok(StackRef { name: request.stack_name.clone().unwrap_or_default(), id: id.to_owned() })
    }

    /// What a create would make.
    pub async fn preview(&self, request: &Request) -> Result<Json> {
        member(&self.send(Method::POST, &["stacks", "preview"], &Query::new(), Some(&json!(request))).await?, "stack")
    }

    /// Updates a stack; answers as soon as it is accepted.
    pub async fn update(&self, stack: &StackRef, change: Change, request: &Request) -> Result<()> {
        self.send(change.method(), &stack.path(&[]), &Query::new(), Some(&json!(request))).await.map(drop)
    }

    /// What an update would do: Heat's lists under `resource_changes`, with Carnot's `plan` beside them where the server has it.
    pub async fn preview_update(
        &self,
        stack: &StackRef,
        change: Change,
        request: &Request,
        nested: bool,
    ) -> Result<Json> {
        let query = if nested { vec![("show_nested".into(), "True".into())] } else { Query::new() };
        decode(&self.send(change.method(), &stack.path(&["preview"]), &query, Some(&json!(request))).await?)
    }

    /// Deletes a stack; answers as soon as that is accepted.
    pub async fn delete(&self, stack: &StackRef) -> Result<()> {
        self.send(Method::DELETE, &stack.path(&[]), &Query::new(), None).await.map(drop)
    }

    /// Forgets a stack and leaves its objects; answers with its data.
    pub async fn abandon(&self, stack: &StackRef) -> Result<Json> {
        decode(&self.send(Method::DELETE, &stack.path(&["abandon"]), &Query::new(), None).await?)
    }

    /// A stack's data in the form that an adopt takes.
    pub async fn export(&self, stack: &StackRef) -> Result<Json> {
        self.get(&stack.path(&["export"]), &Query::new()).await
    }

    /// The template as the server has it.
    pub async fn template(&self, stack: &StackRef) -> Result<Json> {
        self.get(&stack.path(&["template"]), &Query::new()).await
    }

    /// The merged environment.
    pub async fn environment(&self, stack: &StackRef) -> Result<Json> {
        self.get(&stack.path(&["environment"]), &Query::new()).await
    }

    /// The files that came with the template.
    pub async fn files(&self, stack: &StackRef) -> Result<Map<String, Json>> {
        self.get(&stack.path(&["files"]), &Query::new()).await
    }
}

/// `%41` → `A`, for the parts of a redirect's path.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).filter(|_| first == b'%').and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_redirects_are_decoded() {
        assert_eq!(percent_decoded("a%20b%2"), "a b%2");
        assert_eq!(percent_decoded("stack-1"), "stack-1");
    }
}
