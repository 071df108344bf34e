//! Declaring a resource unhealthy, or healthy again.

use super::incarnation::mark_healthy;
use super::lookup::at_rest;
use super::{Caller, Error, Result, Service, StackRef};
use crate::context::Context;
use model::event::Event;
use model::goal::{StackAction, Status};
use model::incarnation::{Health, Incarnation};
use model::stack::Stack;
use model::{EventId, Timestamp};
use std::sync::Arc;
use store::{Fence, Write};

impl Service {
    /// Declares a resource, named or given by its physical id. Unlike in Heat, an owner can exonerate a resource whatever failed.
    pub async fn mark(
        &self,
        caller: &Caller,
        stack: &StackRef,
        name: &str,
        unhealthy: bool,
        reason: Option<String>,
    ) -> Result<()> {
        super::retry::retry(|| self.mark_once(caller, stack, name, unhealthy, reason.as_deref())).await
    }

    async fn mark_once(
        &self,
        caller: &Caller,
        stack: &StackRef,
        name: &str,
        unhealthy: bool,
        reason: Option<&str>,
    ) -> Result<()> {
        let stack = self.find(caller, stack, false).await?;
        let root = self.root_of(&stack).await?;
        at_rest(&root)?;
        let mut record = (*self.named(&stack, name).await?).clone();
        let reason =
            reason.filter(|reason| !reason.is_empty()).unwrap_or("state changed by resource_mark_unhealthy api");
        let changed = if unhealthy { mark_broken(&mut record, reason) } else { mark_healthy(&mut record, reason) };
        if !changed {
            return Ok(());
        }
        let now = self.ctx.store.now().await?;
        record.updated_at = now;
        let list = vec![
            Write::Stack(Box::new(root.clone())),
            Write::Event(Box::new(record_event(&self.ctx, &record, now))),
            Write::Incarnation(Box::new(record)),
        ];
        self.ctx.store.commit(Fence::Stack { stack: root.id, version: root.version }, list).await?;
        Ok(())
    }

    async fn named(&self, stack: &Stack, name: &str) -> Result<Arc<Incarnation>> {
        let records = self.ctx.store.resources(stack.id).await?;
        if let Some(record) = records.iter().find(|record| record.path.name() == name) {
            return Ok(Arc::clone(record));
        }
        let mut found = records.iter().filter(|record| record.physical_id.as_deref() == Some(name));
        match (found.next(), found.next()) {
            (Some(record), None) => Ok(Arc::clone(record)),
            (Some(_), Some(_)) => {
                let message = format!("Multiple resources were found with the physical ID ({name}).");
                Err(Error::refused("PhysicalResourceIDAmbiguity", "ambiguous_id", message))
            }
            (None, _) => Err(Error::resource_not_found(name, &stack.name)),
        }
    }
}

fn mark_broken(record: &mut Incarnation, reason: &str) -> bool {
    if record.action == StackAction::Delete || !record.may_exist() {
        return false;
    }
    record.health = Health::Broken;
    record.health_reason = Some(reason.to_owned());
    record.action = StackAction::Check;
    record.status = Status::Failed;
    reason.clone_into(&mut record.status_reason);
    true
}

/// The event of a resource's state, changed outside of any operation.
pub(super) fn record_event(ctx: &Context, record: &Incarnation, now: Timestamp) -> Event {
    Event {
        id: ctx.draw(EventId::draw),
        stack: record.stack,
        root: record.root,
        resource_name: record.path.name().to_owned(),
        physical_id: record.physical_id.clone(),
        resource_type: record.type_name.clone(),
        action: record.action,
        status: record.status,
        reason: record.status_reason.clone(),
        properties: record.applied.masked(),
        operation: None,
        at: now,
    }
}
