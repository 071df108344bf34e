//! New stacks: created, adopted, previewed.

use super::preview::resources;
use super::show::{output_views, parameter_texts};
use super::submission::{self, Defaults};
use super::{Accepted, Caller, Create, Error, PreviewCreate, Result, Service};
use crate::planning::accept::{self, Accept};
use model::goal::{Goal, StackAction, Status, SweepPolicy};
use model::stack::Stack;
use model::submission::Submission;
use model::{StackId, StackPath};
use std::sync::Arc;
use store::StackFilter;

/// Heat's default of `disable_rollback`.
const DISABLE_ROLLBACK: bool = true;

impl Service {
    /// Makes a stack; with `adopt`, of objects that exist.
    pub async fn create(&self, caller: &Caller, request: Create) -> Result<Accepted> {
        if let Some(earlier) = self.created_earlier(caller, &request).await? {
            return Ok(earlier);
        }
        let (stack, submission) = self.new_stack(caller, &request).await?;
        let adopting = request.adopt.is_some();
        let wish = Accept {
            // A failed adoption deletes nothing: the objects were there before.
            rollback_on_failure: !submission.disable_rollback && !adopting,
            submission: Some(submission),
            client_token: request.sent.client_token.clone(),
            message: request.sent.message.clone(),
            source: request.sent.source.clone(),
            ..Accept::new(if adopting { Goal::Adopt } else { Goal::Create }, &caller.user)
        };
        Ok(accept::accept(&self.ctx, stack, &wish).await?.into())
    }

    /// What a create would make.
    pub async fn preview_create(&self, caller: &Caller, request: Create) -> Result<PreviewCreate> {
        let (stack, submission) = self.new_stack(caller, &request).await?;
        let goal = if request.adopt.is_some() { Goal::Adopt } else { Goal::Create };
        let wish = Accept { submission: Some(submission), ..Accept::new(goal, &caller.user) };
        let shown = accept::preview(&self.ctx, stack.clone(), &wish, false).await?;
        let plan = shown.plan;
        let tree = shown.wanted.tree.ok_or_else(|| Error::invalid("fault", "the definition is missing"))?;
        let root = StackPath::root();
        let description = tree.template(&root).and_then(|template| template.description.as_deref());
        Ok(PreviewCreate {
            description: description.unwrap_or("No description").to_owned(),
            parameters: parameter_texts(&tree, &root),
            outputs: output_views(&tree, &root, &resource::live::Nothing),
            resources: resources(&tree, &root, &stack.name, None),
            stack,
            plan,
        })
    }

    /// The stack that the same request made before: a client whose answer was lost asks again with the same token.
    async fn created_earlier(&self, caller: &Caller, request: &Create) -> Result<Option<Accepted>> {
        let Some(token) = &request.sent.client_token else {
            return Ok(None);
        };
        let Some(stack) = self.ctx.store.stack_by_name(&caller.project, &request.name, false).await? else {
            return Ok(None);
        };
        match self.ctx.store.operation_by_token(stack.id, token).await? {
            Some(operation) => self.accepted_earlier(stack, operation).await.map(Some),
            None => Ok(None),
        }
    }

    /// Everything that can be refused about a new stack without planning it.
    async fn new_stack(&self, caller: &Caller, request: &Create) -> Result<(Stack, Arc<Submission>)> {
        if self.ctx.store.stack_by_name(&caller.project, &request.name, false).await?.is_some() {
            return Err(exists(&request.name));
        }
        self.within_quota(caller).await?;
        check_name(&request.name)?;
        let adopt = match &request.adopt {
            Some(document) => Some(adopt_data(document)?),
            None => None,
        };
        let defaults = Defaults { tags: Vec::new(), timeout_mins: None, disable_rollback: DISABLE_ROLLBACK };
        let mut submission =
            submission::assemble(&self.ctx.config.site, &request.sent, None, defaults, adopt.as_ref())?.submission;
        submission.sent_at(self.ctx.store.now().await?);
        let stack = Stack {
            tags: submission.tags.clone(),
            timeout_mins: submission.timeout_mins,
            disable_rollback: submission.disable_rollback,
            sweep: request.sent.sweep.unwrap_or(SweepPolicy::Immediate),
            sweep_after_secs: request.sent.sweep_after_secs.unwrap_or_default(),
            limit: request.sent.limit,
            ..self
                .blank(caller, &request.name, if adopt.is_some() { StackAction::Adopt } else { StackAction::Create })
                .await?
        };
        Ok((stack, Arc::new(submission)))
    }

    /// A root stack that the store does not know.
    pub(super) async fn blank(&self, caller: &Caller, name: &str, action: StackAction) -> Result<Stack> {
        let id = self.ctx.draw(StackId::draw);
        Ok(Stack {
            id,
            project: caller.project.clone(),
            name: name.to_owned(),
            root: id,
            parent: None,
            path: StackPath::root(),
            action,
            status: Status::InProgress,
            status_reason: String::new(),
            created_at: self.ctx.store.now().await?,
            updated_at: None,
            deleted_at: None,
            tags: Vec::new(),
            timeout_mins: None,
            disable_rollback: DISABLE_ROLLBACK,
            owner: caller.user.clone(),
            sweep: SweepPolicy::Immediate,
            sweep_after_secs: 0,
            limit: None,
            head: None,
            attempted: None,
            operation: None,
            epoch: 0,
            version: 0,
        })
    }

    async fn within_quota(&self, caller: &Caller) -> Result<()> {
        let Ok(most) = u64::try_from(self.ctx.config.max_stacks) else {
            return Ok(());
        };
        let filter = StackFilter { project: Some(caller.project.clone()), ..StackFilter::default() };
        if caller.admin || self.ctx.store.count_stacks(&filter).await? < most {
            return Ok(());
        }
        let message = format!(
            "Request limit exceeded: You have reached the maximum stacks per tenant, {most}. Please delete some stacks."
        );
        Err(Error::refused("RequestLimitExceeded", "too_many_stacks", message))
    }
}

/// The name is taken.
fn exists(name: &str) -> Error {
    Error::refused("StackExists", "stack_exists", format!("The Stack ({name}) already exists."))
}

fn check_name(name: &str) -> Result<()> {
    let mut characters = name.chars();
    let first = characters.next().is_some_and(|c| c.is_ascii_alphabetic());
    if first && name.len() <= 255 && characters.all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c)) {
        return Ok(());
    }
    let message = format!(
        "Invalid stack name {name} must contain only alphanumeric or \"_-.\" characters, must start with alpha and must be \
         255 characters or less."
    );
    Err(Error::invalid("invalid_name", message))
}

fn adopt_data(document: &super::Document) -> Result<model::value::Map> {
    let read = match document {
        super::Document::Object(_) => submission::mapping(document, "Adopt data"),
        super::Document::Text(text) => match serde_json::from_str(text) {
            Ok(object) => submission::mapping(&super::Document::Object(object), "Adopt data"),
            Err(_) => yaml_mapping(text),
        },
    };
    read.map_err(|error| Error::refused("HTTPBadRequest", "invalid_adopt_data", format!("Invalid adopt data: {error}")))
}

fn yaml_mapping(text: &str) -> Result<model::value::Map> {
    let (node, findings) = yaml::parse(text, model::SourceId(0), None, yaml::Limits::default());
    findings.into_result(())?;
    match node.map(|node| node.to_value()) {
        Some(model::Value::Map(map)) => Ok(Arc::unwrap_or_clone(map)),
        Some(_) | None => Err(Error::invalid("invalid_adopt_data", "not a mapping")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_heats_rule() {
        for good in ["a", "Web-1.prod_x", &"a".repeat(255)] {
            assert!(check_name(good).is_ok(), "{good}");
        }
        for bad in ["", "1a", "_a", "a b", "ä", &"a".repeat(256), "a/b"] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
