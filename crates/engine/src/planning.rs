//! Accepting an operation and planning it: one way from a request, or from the engine itself, to a plan with steps.
//!
//! Everything is read, resolved and planned before anything is stored; then one guarded commit stores all of it. Not here: which request
//! is allowed in which state (`service`), the decisions of the plan (`plan`), carrying it out (the engine's core).

pub(crate) mod accept;
pub(crate) mod denied;
mod draft;
pub(crate) mod facts;
pub(crate) mod observe;
mod prune;
pub(crate) mod writes;

use crate::context::Context;
use accept::{Accept, WithoutConsent};
use denied::Denied;
use draft::Draft;
use facts::{Facts, Wanted};
use model::goal::{Class, Goal, Status};
use model::operation::{Operation, OperationPhase};
use model::revision::Outcome;
use model::stack::Stack;
use model::{EngineId, Failure, FailureKind, StackId};
use store::{Fence, Write};

/// Why planning did not lead to a plan.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store refused or failed; a fenced write means that somebody else was faster.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The operation cannot be planned: it is to end with this failure.
    #[error("{0}")]
    Refused(Failure),
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied.into_failure() {
            Ok(failure) => Self::Refused(failure),
            Err(error) => Self::Store(error),
        }
    }
}

/// Plans an operation that was accepted without a plan (requested, quiescing, observing, planning), and commits plan and steps under its
/// fence. A plan that needs more consent leaves the operation waiting for it.
pub async fn replan(ctx: &Context, engine: EngineId, operation: &Operation) -> Result<(), Error> {
    let stack = own_stack(ctx, operation).await?;
    let facts = Facts::gather(ctx, stack).await?;
    let sent = match operation.revision.and_then(|number| facts.revision(number)) {
        Some(revision) => ctx.store.submission(&revision.submission).await?,
        None => None,
    };
    let mut wanted = Wanted::resolve(ctx, &facts, &operation.goal, sent.as_ref()).await?;
    let draft = Draft {
        goal: &operation.goal,
        options: &operation.options,
        limit: bound(ctx, &facts.stack, operation).await?,
        operation: operation.id,
        epoch: operation.epoch,
        revision: operation.revision,
    };
    let planned = draft::draw(ctx, &facts, &mut wanted, &draft)?;
    let parked = !planned.plan.needs_consent.is_empty();
    let mut next = operation.clone();
    next.plan = Some(planned.plan.id);
    next.phase = OperationPhase::Building;
    // A step that asked for another plan held back the others; a failure or a cancel goes on doing so.
    next.halting = operation.failure.is_some();
    let mut list = Vec::new();
    if parked {
        list = park(ctx, &facts, &mut next, writes::lacking(&planned.plan));
        list.extend(leave_nested(ctx, &facts).await?);
    }
    list.push(Write::Operation(Box::new(next)));
    list.extend(writes::planned(operation, planned, parked));
    ctx.store.commit(fence(engine, operation), list).await?;
    (ctx.wake)();
    Ok(())
}

/// Starts the rollback of an operation that failed and asked for it, with the default limit.
pub async fn rollback(ctx: &Context, failed: &Operation) -> Result<(), Error> {
    let stack = own_stack(ctx, failed).await?;
    let to = match (&failed.goal, stack.head) {
        (Goal::Create, _) => None,
        (_, Some(head)) => Some(head),
        // Never was anything complete: only a create is undone by removing everything.
        (_, None) => {
            let message = format!("stack {} has no complete revision to return to", stack.name);
            return Err(Error::Refused(Failure::new(FailureKind::Invalid, "NoCompleteRevision", message)));
        }
    };
    let wish = Accept {
        message: Some("automatic rollback".to_owned()),
        without_consent: WithoutConsent::Park,
        ..Accept::new(Goal::Rollback { to }, &failed.requester)
    };
    accept::accept(ctx, stack, &wish).await?;
    Ok(())
}

/// Starts a sweep of a tree without an active operation: deferred deletes and leftovers.
pub async fn sweep(ctx: &Context, root: StackId) -> Result<(), Error> {
    let Some(stack) = ctx.store.stack(root).await? else {
        return Ok(());
    };
    let active = match stack.operation {
        Some(id) => ctx.store.operation(id).await?.is_some_and(|operation| !operation.phase.is_final()),
        None => false,
    };
    if active {
        return Ok(());
    }
    accept::accept(ctx, stack, &Accept::new(Goal::Sweep, "engine")).await?;
    Ok(())
}

/// The stack of an operation that still owns it.
async fn own_stack(ctx: &Context, operation: &Operation) -> Result<Stack, Error> {
    let stack = ctx.store.stack(operation.stack).await?;
    let own = stack.filter(|stack| stack.operation == Some(operation.id) && stack.epoch == operation.epoch);
    own.ok_or_else(|| store::Error::Fenced(format!("operation {} does not own its stack", operation.id)).into())
}

/// A plan made again while it is carried out stays within what was shown, where the goal has a limit at all.
async fn bound(ctx: &Context, stack: &Stack, operation: &Operation) -> Result<Option<Class>, Error> {
    let Some(id) = operation.plan else {
        return Ok(None);
    };
    let default = match operation.goal {
        Goal::Rollback { .. } => Some(Class::Safe),
        Goal::Update | Goal::Restore { .. } => stack.limit,
        Goal::Create
        | Goal::Adopt
        | Goal::Delete
        | Goal::Check
        | Goal::Suspend
        | Goal::Resume
        | Goal::Snapshot { .. }
        | Goal::Sweep => None,
    };
    let shown = ctx.store.plan(id).await?.map(|plan| plan.class);
    Ok(default.map(|limit| shown.map_or(limit, |shown| limit.max(shown))))
}

/// The operation ends, waiting for consent that nobody is there to give; its stack has failed and can be asked again.
fn park(ctx: &Context, facts: &Facts, operation: &mut Operation, failure: Failure) -> Vec<Write> {
    let mut stack = facts.stack.clone();
    stack.operation = None;
    let mut list = Vec::new();
    if operation.goal.action().is_some() {
        stack.status = Status::Failed;
        stack.status_reason.clone_from(&failure.message);
        list.push(Write::Event(Box::new(writes::stack_event(ctx, &stack, Some(operation), facts.now))));
    }
    list.push(Write::Stack(Box::new(stack)));
    if let Some(revision) = operation.revision.and_then(|number| facts.revision(number)) {
        let mut revision = revision.clone();
        revision.outcome = Outcome::Failed;
        revision.finished_at = Some(facts.now);
        list.push(Write::Revision(Box::new(revision)));
    }
    operation.phase = OperationPhase::AwaitingConsent;
    operation.failure = Some((String::new(), failure));
    operation.finished_at = Some(facts.now);
    list
}

/// Nested stacks that an overtaken operation left in progress have failed with their root.
async fn leave_nested(ctx: &Context, facts: &Facts) -> Result<Vec<Write>, Error> {
    let tree = ctx.store.tree(facts.stack.id).await?;
    let open = tree.into_iter().filter(|stack| !stack.is_root() && stack.status == Status::InProgress);
    let failed = open.map(|mut stack| {
        stack.status = Status::Failed;
        "the operation of its root waits for consent".clone_into(&mut stack.status_reason);
        Write::Stack(Box::new(stack))
    });
    Ok(failed.collect())
}

fn fence(engine: EngineId, operation: &Operation) -> Fence {
    Fence::Operation { operation: operation.id, epoch: operation.epoch, engine }
}
