//! Cancelling an update under way: with a rollback, or just stopping where it is.

use super::{Caller, Error, Result, Service, StackRef};
use crate::planning::accept::{self, Accept};
use crate::planning::writes::stack_event;
use model::goal::{Goal, StackAction, Status};
use model::incarnation::Incarnation;
use model::operation::{Operation, OperationPhase};
use model::revision::Outcome;
use model::stack::Stack;
use model::{Failure, FailureKind, Timestamp};
use store::{Fence, Write};

impl Service {
    /// Cancels what is in progress. With rollback (updates only) the last complete revision is returned to; without (updates and creates)
    /// everything stops where it is.
    pub async fn cancel(&self, caller: &Caller, stack: &StackRef, with_rollback: bool) -> Result<Operation> {
        super::retry::retry(|| self.cancel_once(caller, stack, with_rollback)).await
    }

    async fn cancel_once(&self, caller: &Caller, stack: &StackRef, with_rollback: bool) -> Result<Operation> {
        let root = self.find_root(caller, stack).await?;
        let running = root.status == Status::InProgress;
        let allowed = match root.action {
            StackAction::Update => running,
            StackAction::Create => running && !with_rollback,
            StackAction::Init
            | StackAction::Adopt
            | StackAction::Rollback
            | StackAction::Delete
            | StackAction::Check
            | StackAction::Suspend
            | StackAction::Resume
            | StackAction::Snapshot
            | StackAction::Restore => false,
        };
        if !allowed {
            return Err(Error::not_supported(&format!("Cancelling update when stack is {}", root.state())));
        }
        if !with_rollback {
            return self.stop(root).await;
        }
        // The head moves only when an update commits, so it is the newest complete revision now.
        let wish = Accept {
            message: Some("cancelled".to_owned()),
            ..Accept::new(Goal::Rollback { to: root.head }, &caller.user)
        };
        Ok(accept::accept(&self.ctx, root, &wish).await?.operation)
    }

    /// Fences the operation off: what it has in flight may still answer, and the answer is recorded, but nothing further happens.
    async fn stop(&self, root: Stack) -> Result<Operation> {
        let operation = self.latest(&root).await?.ok_or_else(|| Error::not_found("Operation", &root.name))?;
        let now = self.ctx.store.now().await?;
        let version = root.version;
        let mut list = Vec::new();
        for mut stack in self.ctx.store.tree(root.id).await? {
            if stack.status != Status::InProgress {
                continue;
            }
            if stack.is_root() {
                stack.epoch = stack.epoch.saturating_add(1);
                stack.operation = None;
            }
            stack.status = Status::Failed;
            stack.status_reason = format!("Stack {} cancelled", stack.action);
            list.push(Write::Event(Box::new(stack_event(&self.ctx, &stack, Some(&operation), now))));
            list.push(Write::Stack(Box::new(stack)));
        }
        let records = self.ctx.store.incarnations(root.id, false).await?;
        let stopped = records.iter().filter(|record| record.status == Status::InProgress);
        list.extend(stopped.map(|record| Write::Incarnation(Box::new(aborted(record, now)))));
        if let Some(number) = operation.revision
            && let Some(mut revision) = self.ctx.store.revision(root.id, number).await?
            && revision.outcome == Outcome::Pending
        {
            revision.outcome = Outcome::Cancelled;
            revision.finished_at = Some(now);
            list.push(Write::Revision(Box::new(revision)));
        }
        let stopped = ended(operation, now);
        list.push(Write::Operation(Box::new(stopped.clone())));
        self.ctx.store.commit(Fence::Stack { stack: root.id, version }, list).await?;
        (self.ctx.wake)();
        Ok(stopped)
    }
}

fn aborted(record: &Incarnation, now: Timestamp) -> Incarnation {
    let mut record = record.clone();
    record.status = Status::Failed;
    record.status_reason = format!("{} aborted (user triggered cancel)", record.action);
    record.updated_at = now;
    record
}

fn ended(mut operation: Operation, now: Timestamp) -> Operation {
    operation.phase = OperationPhase::Failed;
    operation.finished_at = Some(now);
    operation.rollback_on_failure = false;
    let failure = Failure::new(FailureKind::Cancelled, "StackCancelled", "cancelled by request");
    operation.failure = Some((String::new(), failure));
    operation
}
