//! Rollback on request: to any complete revision, in the states where that makes sense (rollback.md 7.3 and 7.4).

use super::{Accepted, Answer, Caller, Error, Result, Rollback, Service, StackRef, Target};
use crate::planning::accept::{self, Accept};
use model::goal::{Goal, StackAction, Status};
use model::operation::Operation;
use model::revision::{Outcome, Revision};
use model::stack::Stack;

impl Service {
    /// Rolls a stack back. The same token is the same request; a dry run shows the plan and keeps it.
    pub async fn rollback(&self, caller: &Caller, stack: &StackRef, request: Rollback) -> Result<Answer> {
        super::retry::retry(|| self.rollback_once(caller, stack, &request)).await
    }

    async fn rollback_once(&self, caller: &Caller, stack: &StackRef, request: &Rollback) -> Result<Answer> {
        if let Some(earlier) = self.by_token(caller, stack, request.client_token.as_deref()).await? {
            return Ok(Answer::Accepted(Box::new(earlier)));
        }
        let root = self.find_root(caller, stack).await?;
        let latest = match root.operation {
            Some(id) => self.ctx.store.operation(id).await?,
            None => None,
        };
        let revisions = self.ctx.store.revisions(root.id).await?;
        let to = match self.kept_goal(request).await? {
            Some(to) => to,
            None => match decide(&root, latest.as_ref(), &revisions, request)? {
                Decision::Run(to) => to,
                Decision::Join => return self.join(root, &revisions).await,
            },
        };
        let wish = Accept {
            options: request.options.clone(),
            client_token: request.client_token.clone(),
            message: request.message.clone(),
            timeout_mins: request.timeout_mins,
            plan: request.plan_id,
            ..Accept::new(Goal::Rollback { to }, &caller.user)
        };
        if request.dry_run {
            return Ok(Answer::Shown(accept::preview(&self.ctx, root, &wish, true).await?.plan));
        }
        Ok(Answer::Accepted(Box::new(accept::accept(&self.ctx, root, &wish).await?.into())))
    }

    /// The target of a plan that was shown, so that a client needs to send no more than its id.
    async fn kept_goal(&self, request: &Rollback) -> Result<Option<Option<u32>>> {
        let Some(id) = request.plan_id.filter(|_| request.to == Target::Previous) else {
            return Ok(None);
        };
        let plan = self.ctx.store.plan(id).await?.ok_or_else(|| Error::not_found("Plan", &id.to_string()))?;
        match plan.goal {
            Goal::Rollback { to } => Ok(Some(to)),
            _ => Err(Error::bad_request("plan_id: that plan is not one of a rollback")),
        }
    }

    /// The rollback that is under way or has ended: a sweep may have come after it.
    async fn join(&self, root: Stack, revisions: &[Revision]) -> Result<Answer> {
        let newest = revisions.iter().find(|revision| Some(revision.number) == root.attempted);
        let operation = match newest {
            Some(revision) => self.ctx.store.operation(revision.operation).await?,
            None => None,
        };
        let operation = operation.ok_or_else(|| Error::not_found("Operation", &root.name))?;
        Ok(Answer::Accepted(Box::new(self.accepted_earlier(root, operation).await?)))
    }
}

/// What a request for a rollback leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    /// A rollback to this revision; `None` is the empty stack.
    Run(Option<u32>),
    /// The operation that there is already.
    Join,
}

/// The state table of rollback.md 7.4.
fn decide(root: &Stack, latest: Option<&Operation>, revisions: &[Revision], request: &Rollback) -> Result<Decision> {
    use {StackAction as A, Status as S};
    let explicit = request.to != Target::Previous;
    let not_allowed = |hint: &str| Err(not_allowed(root, hint));
    match (root.action, root.status) {
        (A::Delete, S::InProgress) => not_allowed("it is being deleted"),
        (A::Delete, S::Complete) => Err(Error::not_found("Stack", &root.name)),
        (A::Delete, S::Failed) if !explicit => not_allowed("say which revision to rescue with \"to\""),
        (A::Suspend, _) | (A::Resume, S::InProgress) => not_allowed("resume it first"),
        (A::Snapshot, S::InProgress) => not_allowed("a snapshot is being taken"),
        (A::Create, S::Failed) if !matches!(request.to, Target::Empty | Target::Previous) => {
            not_allowed("no revision ever completed; only \"empty\" can be returned to")
        }
        (A::Rollback, S::Complete) if !explicit => Ok(Decision::Join),
        (A::Rollback, S::InProgress) => while_rolling_back(root, latest, revisions, request),
        (A::Rollback, S::Failed) if !explicit => Ok(Decision::Run(again(latest, revisions, root)?)),
        _ => Ok(Decision::Run(target(root, revisions, &request.to)?)),
    }
}

/// A second rollback joins the one under way if it wants the same; another target takes over, another name for the same does not.
fn while_rolling_back(
    root: &Stack,
    latest: Option<&Operation>,
    revisions: &[Revision],
    request: &Rollback,
) -> Result<Decision> {
    let running = latest.and_then(|operation| match operation.goal {
        Goal::Rollback { to } => Some((operation, to)),
        _ => None,
    });
    let Some((operation, under_way)) = running else {
        return Ok(Decision::Run(target(root, revisions, &request.to)?));
    };
    let wanted = match request.to {
        Target::Previous => under_way,
        Target::Revision(_) | Target::Tag(_) | Target::Empty => target(root, revisions, &request.to)?,
    };
    match (wanted == under_way, request.client_token.is_some()) {
        (true, false) => Ok(Decision::Join),
        (true, true) => Err(Error::in_progress(
            operation.id,
            format!("A rollback of stack {} to the same revision is in progress under another token.", root.name),
        )),
        (false, _) => Ok(Decision::Run(wanted)),
    }
}

/// A failed rollback is tried again towards where it went.
fn again(latest: Option<&Operation>, revisions: &[Revision], root: &Stack) -> Result<Option<u32>> {
    if let Some(Goal::Rollback { to }) = latest.map(|operation| &operation.goal) {
        return Ok(*to);
    }
    // A sweep came between: the history knows where the failed rollback went.
    let failed = root.attempted.and_then(|number| revisions.iter().find(|r| r.number == number));
    match failed.and_then(|revision| revision.rollback_of) {
        Some(0) => Ok(None),
        Some(number) => Ok(Some(number)),
        None => target(root, revisions, &Target::Previous),
    }
}

/// Which revision is meant.
fn target(root: &Stack, revisions: &[Revision], to: &Target) -> Result<Option<u32>> {
    let complete = |revision: &&Revision| revision.outcome == Outcome::Complete;
    match to {
        Target::Empty => Ok(None),
        Target::Previous => {
            let earlier = revisions.iter().filter(complete).filter(|r| Some(r.number) != root.attempted);
            let previous = earlier.map(|r| r.number).max();
            previous.map(Some).ok_or_else(|| no_complete_revision(root))
        }
        Target::Revision(number) => {
            let found = revisions.iter().find(|revision| revision.number == *number);
            let found = found.ok_or_else(|| Error::unknown_revision(*number))?;
            Some(found).filter(complete).map(|r| Some(r.number)).ok_or_else(|| incomplete(root, found))
        }
        Target::Tag(tag) => {
            let found = revisions.iter().find(|revision| revision.tags.contains(tag));
            let found = found.ok_or_else(|| {
                let message = format!("The Revision (tag:{tag}) could not be found.");
                Error::refused("EntityNotFound", "unknown_revision", message)
            })?;
            Some(found).filter(complete).map(|r| Some(r.number)).ok_or_else(|| incomplete(root, found))
        }
    }
}

fn no_complete_revision(root: &Stack) -> Error {
    let message = format!("Stack {} has no complete revision to return to.", root.name);
    Error::refused("NoCompleteRevision", "no_complete_revision", message)
}

fn incomplete(root: &Stack, revision: &Revision) -> Error {
    let message = format!(
        "Revision {} of stack {} did not complete ({}); it cannot be returned to.",
        revision.number, root.name, revision.outcome
    );
    Error::refused("NoCompleteRevision", "no_complete_revision", message)
}

fn not_allowed(root: &Stack, hint: &str) -> Error {
    let message = format!("Stack {} cannot be rolled back while it is {}: {hint}.", root.name, root.state());
    Error::refused("RollbackNotAllowed", "rollback_not_allowed", message).edit(|r| r.operation = root.operation)
}

impl From<accept::Accepted> for Accepted {
    fn from(accepted: accept::Accepted) -> Self {
        Self {
            revision: accepted.operation.revision,
            stack: accepted.stack,
            operation: accepted.operation,
            plan: accepted.plan,
            fresh: true,
        }
    }
}
