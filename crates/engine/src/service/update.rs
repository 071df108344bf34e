//! Changes of a stack's definition: PUT replaces it, PATCH changes parts of it.

use super::lookup::updatable;
use super::submission::{self, Base, Defaults};
use super::{Accepted, Answer, Caller, Error, Result, Service, StackRef, Update};
use crate::planning::accept::{self, Accept};
use crate::planning::facts;
use definition::Tree;
use model::StackPath;
use model::goal::{Goal, OnError, Options};
use model::stack::Stack;
use model::submission::Submission;
use std::sync::Arc;

impl Service {
    /// Updates a stack. With `dry_run`, only shows the plan and keeps it.
    pub async fn update(&self, caller: &Caller, stack: &StackRef, request: Update) -> Result<Answer> {
        super::retry::retry(|| self.update_once(caller, stack, &request)).await
    }

    async fn update_once(&self, caller: &Caller, stack: &StackRef, request: &Update) -> Result<Answer> {
        if let Some(earlier) = self.by_token(caller, stack, request.sent.client_token.as_deref()).await? {
            return Ok(Answer::Accepted(Box::new(earlier)));
        }
        let (root, wish) = self.prepare_update(caller, stack, request).await?;
        if request.dry_run {
            return Ok(Answer::Shown(accept::preview(&self.ctx, root, &wish, true).await?.plan));
        }
        Ok(Answer::Accepted(Box::new(accept::accept(&self.ctx, root, &wish).await?.into())))
    }

    /// Everything about an update but its plan.
    pub(super) async fn prepare_update(
        &self,
        caller: &Caller,
        stack: &StackRef,
        request: &Update,
    ) -> Result<(Stack, Accept)> {
        let mut root = self.find_root(caller, stack).await?;
        updatable(&root)?;
        let newest = self.newest(&root).await?;
        let base = match (&newest, request.existing) {
            (Some(submission), true) => Some(Base { submission, clear: &request.clear_parameters }),
            _ => None,
        };
        let defaults = Defaults {
            // A PUT says all that holds from now on, tags too; time-out and flag stay, as in Heat.
            tags: if request.existing { root.tags.clone() } else { Vec::new() },
            timeout_mins: root.timeout_mins,
            disable_rollback: root.disable_rollback,
        };
        let mut assembled = submission::assemble(&self.ctx.config.site, &request.sent, base.as_ref(), defaults, None)?;
        assembled.submission.sent_at(self.ctx.store.now().await?);
        let submission = Arc::new(assembled.submission);
        if let (Some(newest), true) = (&newest, assembled.immutable) {
            self.check_immutable(&root, newest, &submission)?;
        }
        // These settings are no part of the definition; they are stored with the operation that the request leads to.
        root.sweep = request.sent.sweep.unwrap_or(root.sweep);
        root.sweep_after_secs = request.sent.sweep_after_secs.unwrap_or(root.sweep_after_secs);
        root.limit = request.sent.limit.or(root.limit);
        let options = Options {
            allow: request.allow.clone(),
            converge: request.converge,
            on_error: OnError::Stop,
            ..Options::default()
        };
        let wish = Accept {
            options,
            rollback_on_failure: !submission.disable_rollback,
            timeout_mins: submission.timeout_mins,
            submission: Some(submission),
            client_token: request.sent.client_token.clone(),
            message: request.sent.message.clone(),
            source: request.sent.source.clone(),
            plan: request.plan_id,
            patience: self.ctx.config.look_patience,
            ..Accept::new(Goal::Update, &caller.user)
        };
        Ok((root, wish))
    }

    /// The operation that a client asked for earlier by the same token.
    pub(super) async fn by_token(
        &self,
        caller: &Caller,
        stack: &StackRef,
        token: Option<&str>,
    ) -> Result<Option<Accepted>> {
        let Some(token) = token else {
            return Ok(None);
        };
        let root = self.find_root(caller, stack).await?;
        let Some(operation) = self.ctx.store.operation_by_token(root.id, token).await? else {
            return Ok(None);
        };
        self.accepted_earlier(root, operation).await.map(Some)
    }

    /// An operation that exists already, as an answer.
    pub(super) async fn accepted_earlier(
        &self,
        stack: Stack,
        operation: model::operation::Operation,
    ) -> Result<Accepted> {
        let plan = match operation.plan {
            Some(id) => self.ctx.store.plan(id).await?,
            None => None,
        };
        Ok(Accepted { stack, revision: operation.revision, operation, plan, fresh: false })
    }

    /// Refuses other values for parameters that the template declares immutable.
    fn check_immutable(&self, root: &Stack, old: &Submission, new: &Submission) -> Result<()> {
        let (Ok(before), Ok(after)) = (facts::tree(&self.ctx, root, old), facts::tree(&self.ctx, root, new)) else {
            // What is wrong with the new definition is told when it is planned.
            return Ok(());
        };
        let changed = changed_immutable(&before, &after);
        if changed.is_empty() {
            return Ok(());
        }
        let names = changed.join(", ");
        let message = format!("The following parameters are immutable and may not be updated: {names}");
        Err(Error::refused("ImmutableParameterModified", "immutable_parameter", message))
    }
}

fn changed_immutable(before: &Tree, after: &Tree) -> Vec<String> {
    let root = StackPath::root();
    let value = |tree: &Tree, name: &str| tree.parameters(&root).and_then(|all| all.get(name)).cloned();
    let Some(template) = after.template(&root) else {
        return Vec::new();
    };
    let immutable = template.parameters.values().filter(|parameter| parameter.immutable);
    let moved = immutable.filter(|parameter| match (value(before, &parameter.name), value(after, &parameter.name)) {
        (Some(old), Some(new)) => !old.same(&new),
        (None, _) | (_, None) => false,
    });
    moved.map(|parameter| parameter.name.to_string()).collect()
}
