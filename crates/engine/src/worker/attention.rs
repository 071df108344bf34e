//! What is decided about an operation as a whole: that it can be planned now, that it is overdue, that it has ended, that it is to be
//! rolled back; and which trees are to be swept.

use super::cache::Cache;
use super::look::Looked;
use super::{Worker, view};
use crate::planning;
use converge::{Event, awaits_rollback, is_open};
use model::failure::{Failure, FailureKind};
use model::goal::Goal;
use model::operation::{Operation, OperationPhase};
use model::revision::Revision;
use model::snapshot::Snapshot;
use model::step::{StepRow, StepStatus};
use model::write::Write;
use model::{OperationId, StackId};
use std::time::Duration;

/// How many operations or trees are looked at in one go.
const LIMIT: u32 = 32;
/// How long a tree whose leftovers cannot be removed is left alone at most.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

impl Worker {
    /// Frees the steps of engines that are gone, and looks after operations and trees that need a decision. `true` if anything was done.
    pub async fn look_after(&mut self) -> store::Result<bool> {
        let mut did = self.ctx.store.reap().await? > 0;
        let attention = self.ctx.store.attention(LIMIT).await?;
        self.looks.retain(|id, _| attention.iter().any(|operation| operation.id == *id));
        for operation in attention {
            match self.attend(&operation).await {
                Ok(done) => did |= done,
                // Somebody else was faster; or the answer to a race is found the next time.
                Err(store::Error::Fenced(_)) => {}
                Err(error) => return Err(error),
            }
        }
        did |= self.sweep().await?;
        Ok(did)
    }

    async fn attend(&mut self, operation: &Operation) -> store::Result<bool> {
        let now = self.ctx.store.now().await?;
        let overdue = operation.deadline.is_some_and(|deadline| deadline <= now);
        match operation.phase {
            OperationPhase::Observing if awaits_rollback(operation) => self.roll_back(operation).await,
            OperationPhase::Requested
            | OperationPhase::Quiescing
            | OperationPhase::Observing
            | OperationPhase::Planning => {
                if overdue {
                    self.refuse(operation, Failure::new(FailureKind::Timeout, "Timeout", "Timed out")).await?;
                    return Ok(true);
                }
                self.plan(operation).await
            }
            OperationPhase::Building
            | OperationPhase::Verifying
            | OperationPhase::Committed
            | OperationPhase::Sweeping => {
                if overdue {
                    self.expire(operation).await?;
                } else {
                    self.idle(operation.id).await?;
                }
                Ok(true)
            }
            OperationPhase::AwaitingConsent
            | OperationPhase::Done
            | OperationPhase::Paused
            | OperationPhase::Failed
            | OperationPhase::Superseded => Ok(false),
        }
    }

    /// Plans an operation as soon as no call that could change what it is planned against is under way, and all that there is doubt about
    /// was looked at.
    async fn plan(&mut self, operation: &Operation) -> store::Result<bool> {
        if !self.is_quiet(operation).await? {
            return Ok(false);
        }
        match self.look(operation).await? {
            Looked::All => {}
            Looked::Some => return Ok(true),
            Looked::Waits => return Ok(false),
        }
        match planning::replan(&self.ctx, self.engine, operation).await {
            Ok(()) => {}
            Err(planning::Error::Store(error)) => return Err(error),
            Err(planning::Error::Refused(failure)) => self.refuse(operation, failure).await?,
        }
        Ok(true)
    }

    /// Whether nothing is under way. Calls of operations before it are waited for as long as it says, and then abandoned; its own end by
    /// themselves.
    async fn is_quiet(&mut self, operation: &Operation) -> store::Result<bool> {
        let own = self.ctx.store.steps(operation.id).await?;
        if own.iter().any(is_open) {
            return Ok(false);
        }
        let now = self.ctx.store.now().await?;
        let patience = Duration::from_secs(operation.options.wait_inflight_secs.into());
        let patient = now < operation.created_at.after(patience);
        for older in self.overtaken_before(operation).await? {
            let steps = self.ctx.store.steps(older.id).await?;
            if patient && steps.iter().any(|row| row.status == StepStatus::Running) {
                return Ok(false);
            }
            if steps.iter().any(is_open) {
                self.abandon(operation, older, &steps).await?;
            }
        }
        Ok(true)
    }

    /// The operations that were overtaken one after the other until this one, and may have calls under way.
    async fn overtaken_before(&self, operation: &Operation) -> store::Result<Vec<Operation>> {
        let all = self.ctx.store.operations(operation.stack).await?;
        let older = all.into_iter().filter(|other| other.epoch < operation.epoch);
        Ok(older.take_while(|other| other.phase == OperationPhase::Superseded).collect())
    }

    async fn abandon(&mut self, operation: &Operation, older: Operation, steps: &[StepRow]) -> store::Result<()> {
        let now = self.ctx.store.now().await?;
        let Some(cache) = Cache::load(&self.ctx, older).await? else {
            return Ok(());
        };
        let view = view(&self.ctx, self.engine, &cache, now);
        let output = converge::on(&view, Event::Abandoned { steps });
        self.commit_for(operation, output).await
    }

    /// The operation ends without a plan.
    async fn refuse(&mut self, operation: &Operation, failure: Failure) -> store::Result<()> {
        let now = self.ctx.store.now().await?;
        let (revision, snapshot) = self.beside(operation).await?;
        let Some(cache) = Cache::without_plan(&self.ctx, operation.clone(), now).await? else {
            return Ok(());
        };
        let tree = self.ctx.store.tree(operation.stack).await?;
        let view = view(&self.ctx, self.engine, &cache, now);
        let event = Event::Refused { failure, tree: &tree, revision: revision.as_ref(), snapshot: snapshot.as_ref() };
        let output = converge::on(&view, event);
        self.commit_for(operation, output).await
    }

    async fn expire(&mut self, operation: &Operation) -> store::Result<()> {
        let now = self.ctx.store.now().await?;
        let steps = self.ctx.store.steps(operation.id).await?;
        let Some(cache) = Cache::load(&self.ctx, operation.clone()).await? else {
            return Ok(());
        };
        let view = view(&self.ctx, self.engine, &cache, now);
        let output = converge::on(&view, Event::Expired { steps: &steps });
        self.commit_for(operation, output).await
    }

    /// Ends an operation of which nothing can go on.
    pub(super) async fn idle(&mut self, id: OperationId) -> store::Result<()> {
        let Some(operation) = self.ctx.store.operation(id).await? else {
            return Ok(());
        };
        let now = self.ctx.store.now().await?;
        let steps = self.ctx.store.steps(id).await?;
        let tree = self.ctx.store.tree(operation.stack).await?;
        let (revision, snapshot) = self.beside(&operation).await?;
        let Some(cache) = Cache::load(&self.ctx, operation).await? else {
            return Ok(());
        };
        let view = view(&self.ctx, self.engine, &cache, now);
        let event =
            Event::Idle { steps: &steps, tree: &tree, revision: revision.as_ref(), snapshot: snapshot.as_ref() };
        let output = converge::on(&view, event);
        self.commit_for(&cache.operation, output).await
    }

    async fn beside(&self, operation: &Operation) -> store::Result<(Option<Revision>, Option<Snapshot>)> {
        let revision = match operation.revision {
            Some(number) => self.ctx.store.revision(operation.stack, number).await?,
            None => None,
        };
        let snapshot = match operation.goal {
            Goal::Snapshot { snapshot } => self.ctx.store.snapshot(snapshot).await?,
            _ => None,
        };
        Ok((revision, snapshot))
    }

    /// Starts the rollback that a failed operation asked for; if there can be none, the failure is the end.
    async fn roll_back(&mut self, operation: &Operation) -> store::Result<bool> {
        match planning::rollback(&self.ctx, operation).await {
            Ok(()) => {}
            Err(planning::Error::Store(error)) => return Err(error),
            Err(planning::Error::Refused(failure)) => {
                tracing::warn!(operation = %operation.id, %failure, "the automatic rollback was refused");
                let ended = Operation { phase: OperationPhase::Failed, ..operation.clone() };
                let mut writes = vec![Write::Operation(Box::new(ended))];
                if let Some(mut root) = self.ctx.store.stack(operation.stack).await? {
                    root.operation = None;
                    writes.push(Write::Stack(Box::new(root)));
                }
                let output = converge::Output { writes, effects: Vec::new() };
                self.commit_for(operation, output).await?;
            }
        }
        Ok(true)
    }

    /// Starts sweeps that are due. A tree is left alone for a while afterwards, each time for longer: what is still in the way may be so
    /// for long.
    async fn sweep(&mut self) -> store::Result<bool> {
        let now = self.ctx.store.now().await?;
        self.swept.retain(|_, (until, delay)| until.after(*delay) > now);
        let due: Vec<StackId> = self.ctx.store.sweepable(LIMIT).await?;
        let mut did = false;
        for root in due {
            let before = self.swept.get(&root).copied();
            if before.is_some_and(|(until, _)| until > now) {
                continue;
            }
            let delay = before.map_or(self.ctx.config.leftover_retry, |(_, delay)| (delay * 2).min(LONGEST));
            self.swept.insert(root, (now.after(delay), delay));
            match planning::sweep(&self.ctx, root).await {
                Ok(()) => did = true,
                Err(planning::Error::Store(store::Error::Fenced(_))) => {}
                Err(planning::Error::Store(error)) => return Err(error),
                Err(planning::Error::Refused(failure)) => {
                    tracing::warn!(stack = %root, %failure, "a sweep was refused");
                }
            }
        }
        Ok(did)
    }
}
