//! Objects: every one that the tree owns or owned, and what can be done to one by hand.

use super::lookup::at_rest;
use super::{Caller, Error, IncarnationAction, Result, Service, StackRef};
use crate::planning::accept::{self, Accept};
use model::IncarnationId;
use model::goal::{Goal, StackAction, Status};
use model::incarnation::{Health, Incarnation, Phase};
use model::stack::Stack;
use std::sync::Arc;
use store::{Fence, Write};

impl Service {
    /// Every record of the tree that is not gone; with `phase`, those in it.
    pub async fn incarnations(
        &self,
        caller: &Caller,
        stack: &StackRef,
        phase: Option<Phase>,
    ) -> Result<Vec<Arc<Incarnation>>> {
        let stack = self.find(caller, stack, true).await?;
        let records = self.ctx.store.incarnations(stack.root, phase == Some(Phase::Gone)).await?;
        let wanted = records.iter().filter(|r| r.path.stack().is_within(&stack.path));
        Ok(wanted.filter(|r| phase.is_none_or(|phase| r.phase == phase)).map(masked).collect())
    }

    /// One record.
    pub async fn incarnation(&self, caller: &Caller, stack: &StackRef, id: IncarnationId) -> Result<Arc<Incarnation>> {
        let stack = self.find(caller, stack, true).await?;
        Ok(masked(&self.record(&stack, id).await?))
    }

    /// Does something to one object's record; with `retry_delete`, starts a sweep. The stack must be at rest.
    pub async fn act_on_incarnation(
        &self,
        caller: &Caller,
        stack: &StackRef,
        id: IncarnationId,
        action: IncarnationAction,
    ) -> Result<Arc<Incarnation>> {
        super::retry::retry(|| self.act_once(caller, stack, id, action)).await
    }

    async fn act_once(
        &self,
        caller: &Caller,
        stack: &StackRef,
        id: IncarnationId,
        action: IncarnationAction,
    ) -> Result<Arc<Incarnation>> {
        let stack = self.find(caller, stack, false).await?;
        let root = self.root_of(&stack).await?;
        at_rest(&root)?;
        let mut record = (*self.record(&stack, id).await?).clone();
        match action {
            IncarnationAction::Adopt => adopt(&mut record)?,
            IncarnationAction::Retain => retain(&mut record)?,
            IncarnationAction::RetryDelete => retry_delete(&mut record)?,
            IncarnationAction::MarkHealthy => {
                mark_healthy(&mut record, "declared healthy");
            }
        }
        record.updated_at = self.ctx.store.now().await?;
        self.put_record(&root, record).await?;
        if action == IncarnationAction::RetryDelete {
            let root = self.root_of(&stack).await?;
            accept::accept(&self.ctx, root, &Accept::new(Goal::Sweep, &caller.user)).await?;
        }
        Ok(masked(&self.record(&stack, id).await?))
    }

    /// Stores a record that was changed outside of any operation. The root's row is written with it, so that a plan that is just being
    /// made from the old record is fenced off.
    pub(super) async fn put_record(&self, root: &Stack, record: Incarnation) -> Result<()> {
        let fence = Fence::Stack { stack: root.id, version: root.version };
        let list = vec![Write::Stack(Box::new(root.clone())), Write::Incarnation(Box::new(record))];
        self.ctx.store.commit(fence, list).await?;
        Ok(())
    }

    async fn record(&self, stack: &Stack, id: IncarnationId) -> Result<Arc<Incarnation>> {
        let record = self.ctx.store.incarnation(id).await?;
        let own = record.filter(|r| r.root == stack.root && r.path.stack().is_within(&stack.path));
        own.ok_or_else(|| Error::not_found("Incarnation", &id.to_string()))
    }
}

/// A record as clients may see it.
pub(super) fn masked(record: &Arc<Incarnation>) -> Arc<Incarnation> {
    let mut shown = (**record).clone();
    shown.applied = shown.applied.masked();
    shown.attempted = shown.attempted.map(|value| value.masked());
    shown.doubts = shown.doubts.iter().map(model::Value::masked).collect();
    shown.metadata = shown.metadata.masked();
    shown.data = shown.data.iter().map(|(key, value)| (key.clone(), value.masked())).collect();
    if let Some(seen) = &mut shown.observed {
        seen.properties = seen.properties.as_ref().map(model::Value::masked);
    }
    Arc::new(shown)
}

fn wrong_phase(record: &Incarnation, verb: &str) -> Error {
    let message = format!("The incarnation {} of {} is {} and cannot {verb}.", record.id, record.path, record.phase);
    Error::refused("NotSupported", "wrong_phase", message)
}

fn adopt(record: &mut Incarnation) -> Result<()> {
    match record.phase {
        Phase::InDoubt | Phase::Creating if record.physical_id.is_some() => {
            record.phase = if record.current { Phase::Live } else { Phase::Superseded };
        }
        Phase::Retained if record.physical_id.is_some() => record.phase = Phase::Superseded,
        Phase::InDoubt
        | Phase::Creating
        | Phase::Retained
        | Phase::Planned
        | Phase::Live
        | Phase::Superseded
        | Phase::Doomed
        | Phase::Deleting
        | Phase::Gone => return Err(wrong_phase(record, "be adopted")),
    }
    if record.current {
        record.status = Status::Complete;
        record.status_reason = "adopted by request".to_owned();
    }
    Ok(())
}

fn retain(record: &mut Incarnation) -> Result<()> {
    if record.current || !record.may_exist() {
        return Err(wrong_phase(record, "be let go: only objects without a slot can"));
    }
    record.phase = Phase::Retained;
    record.delete_blocked_by = None;
    Ok(())
}

fn retry_delete(record: &mut Incarnation) -> Result<()> {
    if record.current || !record.may_exist() {
        return Err(wrong_phase(record, "be deleted: only objects without a slot can"));
    }
    record.delete_blocked_by = None;
    Ok(())
}

/// Clears a verdict, a failed check or a refused delete. Tells whether anything changed.
pub(super) fn mark_healthy(record: &mut Incarnation, reason: &str) -> bool {
    if !record.may_exist() {
        return false;
    }
    let sick = record.health == Health::Broken || record.status == Status::Failed;
    record.health = Health::Healthy;
    record.health_reason = Some(reason.to_owned());
    if record.status == Status::Failed {
        record.action = if record.action == StackAction::Delete { StackAction::Check } else { record.action };
        record.status = Status::Complete;
        reason.clone_into(&mut record.status_reason);
    }
    sick
}
