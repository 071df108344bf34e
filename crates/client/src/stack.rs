//! Stacks: found, listed, made, changed, removed.

use crate::error::Result;
use crate::pack::Packed;
use crate::transport::{Client, Query, decode, malformed, member};
use crate::view::Stack;
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

/// What is sent to create or update a stack, or to see what that would do.
#[derive(Clone, Debug, Default)]
pub struct StackRequest {
    /// The name; not sent for updates.
    pub name: Option<String>,
    /// Template, files and environment; `None` keeps the stack's.
    pub packed: Option<Packed>,
    /// Values of parameters: over the environment's.
    pub parameters: Map<String, Json>,
    /// Parameters that fall back to their defaults.
    pub clear_parameters: Vec<String>,
    /// Comma-separated tags; `None` leaves them.
    pub tags: Option<String>,
    /// Minutes until the operation fails.
    pub timeout_mins: Option<u32>,
    /// Whether a failure is left as it is.
    pub disable_rollback: Option<bool>,
    /// Whether the stack's own template, environment and parameters are the base (`PATCH`).
    pub existing: bool,
    /// Whether properties are compared with what the cloud says.
    pub converge: bool,
    /// Further fields, as they are sent: Carnot's `sweep`, `allow`, `message`…
    pub extra: Map<String, Json>,
}

impl StackRequest {
    /// The body of the request.
    pub fn body(&self) -> Json {
        let mut body = Map::new();
        if let Some(name) = &self.name {
            body.insert("stack_name".into(), json!(name));
        }
        if let Some(packed) = &self.packed {
            packed.write_to(&mut body);
        }
        body.insert("parameters".into(), Json::Object(self.parameters.clone()));
        if !self.clear_parameters.is_empty() {
            body.insert("clear_parameters".into(), json!(self.clear_parameters));
        }
        if let Some(tags) = &self.tags {
            body.insert("tags".into(), json!(tags));
        }
        if let Some(minutes) = self.timeout_mins {
            body.insert("timeout_mins".into(), json!(minutes));
        }
        if let Some(disable) = self.disable_rollback {
            body.insert("disable_rollback".into(), json!(disable));
        }
        if self.converge {
            body.insert("converge".into(), json!(true));
        }
        body.extend(self.extra.clone());
        Json::Object(body)
    }

    fn method(&self) -> Method {
        if self.existing { Method::PATCH } else { Method::PUT }
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
            _ => return member::<Stack>(&answer, "stack").map(|s| StackRef { name: s.stack_name, id: s.id }),
        };
        let mut segments = location.path_segments().into_iter().flatten().rev();
        match (segments.next(), segments.next()) {
            (Some(id), Some(name)) => Ok(StackRef { name: percent_decoded(name), id: percent_decoded(id) }),
            _ => Err(malformed(url.as_str(), "it redirects to something that is no stack")),
        }
    }

    /// Stacks by Heat's list parameters.
    pub async fn stacks(&self, query: &Query) -> Result<Vec<Stack>> {
        self.get_in(&["stacks"], query, "stacks").await
    }

    /// One stack, with its outputs if `outputs`.
    pub async fn stack(&self, stack: &StackRef, outputs: bool) -> Result<Stack> {
        let query = if outputs { Query::new() } else { vec![("resolve_outputs".into(), "False".into())] };
        self.get_in(&stack.path(&[]), &query, "stack").await
    }

    /// Creates a stack; answers as soon as it is accepted.
    pub async fn create(&self, request: &StackRequest) -> Result<StackRef> {
        let answer = self.send(Method::POST, &["stacks"], &Query::new(), Some(&request.body())).await?;
        let stack: Json = member(&answer, "stack")?;
        let id = stack["id"].as_str().ok_or_else(|| malformed(&answer.url, "it has no id"))?;
        Ok(StackRef { name: request.name.clone().unwrap_or_default(), id: id.to_owned() })
    }

    /// What a create would make.
    pub async fn preview(&self, request: &StackRequest) -> Result<Json> {
        member(&self.send(Method::POST, &["stacks", "preview"], &Query::new(), Some(&request.body())).await?, "stack")
    }

    /// Updates a stack; answers as soon as it is accepted. What the server sends with that, if anything.
    pub async fn update(&self, stack: &StackRef, request: &StackRequest) -> Result<Json> {
        decode(&self.send(request.method(), &stack.path(&[]), &Query::new(), Some(&request.body())).await?)
    }

    /// What an update would do: Heat's lists under `resource_changes`, with Carnot's `plan` beside them where the server has it.
    pub async fn preview_update(&self, stack: &StackRef, request: &StackRequest, nested: bool) -> Result<Json> {
        let query = if nested { vec![("show_nested".into(), "True".into())] } else { Query::new() };
        decode(&self.send(request.method(), &stack.path(&["preview"]), &query, Some(&request.body())).await?)
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
