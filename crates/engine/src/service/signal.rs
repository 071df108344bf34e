//! Signals to resources.

use super::hook;
use super::mark::record_event;
use super::{Caller, Error, Result, Service, StackRef};
use model::Value;
use model::goal::{StackAction, Status};
use model::incarnation::Incarnation;
use resource::{Flow, Inputs, Next, Shape, Verb};
use serde_json::Value as Json;
use store::{Fence, Write};

impl Service {
    /// Hands a signal to a resource. Types that take none refuse it, as in Heat.
    pub async fn signal(&self, caller: &Caller, stack: &StackRef, name: &str, details: Option<Json>) -> Result<()> {
        super::retry::retry(|| self.signal_once(caller, stack, name, details.as_ref())).await
    }

    async fn signal_once(&self, caller: &Caller, stack: &StackRef, name: &str, details: Option<&Json>) -> Result<()> {
        let stack = self.find(caller, stack, false).await?;
        if let Some(word) = hook::named(details) {
            return self.clear_hook(&stack, name, &word).await;
        }
        let (record, _) = self.current(&stack, name).await?;
        let flow = self.flow(&record)?;
        if record.action == StackAction::Init || !record.may_exist() {
            let message = format!("The Resource ({name}) is not available.");
            return Err(Error::refused("ResourceNotAvailable", "resource_not_available", message));
        }
        if [StackAction::Suspend, StackAction::Delete].contains(&record.action) {
            return Err(Error::not_supported(&format!("Signal resource during {}", record.action)));
        }
        let now = self.ctx.store.now().await?;
        let details = details.map_or(Value::Null, |json| Value::from_json(json.clone()));
        let inputs = Inputs {
            record: &record,
            properties: &record.applied,
            identity: &Value::Null,
            details: &details,
            now,
            entropy: self.ctx.entropy(),
        };
        let turn = (flow.start)(Verb::Signal, &inputs);
        if let Next::Failed(failure) = &turn.next {
            return Err(unsupported(&failure.message));
        }
        let mut changed = (*record).clone();
        changed.data = turn.data.unwrap_or(changed.data);
        changed.metadata = turn.metadata.unwrap_or(changed.metadata);
        changed.updated_at = now;
        let mut event = record_event(&self.ctx, &changed, now);
        event.status = Status::Complete;
        event.reason = "Signal: resource signalled".to_owned();
        // The record's own count of changes fences it: signals come at any time, also while an operation runs.
        let list = vec![Write::Incarnation(Box::new(changed)), Write::Event(Box::new(event))];
        self.ctx.store.commit(Fence::None, list).await?;
        (self.ctx.wake)();
        Ok(())
    }

    fn flow(&self, record: &Incarnation) -> Result<&'static Flow> {
        let kind = self.ctx.catalog.get(&record.concrete_type);
        match kind.map(|kind| &kind.shape) {
            Some(Shape::Flow(flow)) => Ok(flow),
            Some(Shape::Nested(_) | Shape::Placeholder(_)) | None => Err(unsupported("")),
        }
    }
}

fn unsupported(why: &str) -> Error {
    let message = if why.is_empty() { "signal is not supported for resource." } else { why };
    Error::refused("ResourceActionNotSupported", "signal_not_supported", message)
}
