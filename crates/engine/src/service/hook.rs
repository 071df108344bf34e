//! Clearing hooks: a signal lets an operation go on that has stopped for a person.

use super::mark::record_event;
use super::{Error, Result, Service};
use model::ResourcePath;
use model::hook::Hook;
use model::incarnation::Incarnation;
use model::stack::Stack;
use model::step::StepRow;
use serde_json::Value as Json;
use std::sync::Arc;
use store::{Fence, Write};

/// The hook that a signal's details clear, if they do.
pub(super) fn named(details: Option<&Json>) -> Option<String> {
    let hook = details?.get("unset_hook")?;
    Some(hook.as_str().map_or_else(|| hook.to_string(), str::to_owned))
}

impl Service {
    /// Clears a hook on a resource. Unlike in Heat, that of a deleted resource can be cleared as well.
    pub(super) async fn clear_hook(&self, stack: &Stack, name: &str, word: &str) -> Result<()> {
        let path = stack.path.resource(name);
        let Ok(hook) = word.parse::<Hook>() else {
            let (record, _) = self.current(stack, name).await?;
            return Err(refused(format!("Invalid hook type \"{word}\" for {}", shown(&record, stack))));
        };
        let Some((row, record)) = self.stopped(stack, &path, hook).await? else {
            let (record, _) = self.current(stack, name).await?;
            return Err(refused(format!("The \"{hook}\" hook is not defined on {}", shown(&record, stack))));
        };
        let now = self.ctx.store.now().await?;
        // An engine looks at the step just now: the request is repeated.
        let busy = || store::Error::Fenced(format!("the hook of {path} is being looked at"));
        let cleared = converge::clear_hook(&row, now).ok_or_else(busy)?;
        let mut event = record_event(&self.ctx, &record, now);
        event.operation = Some(row.operation);
        event.reason = format!("Hook {hook} is cleared");
        let list = vec![Write::Step { row: Box::new(cleared), release: Vec::new() }, Write::Event(Box::new(event))];
        self.ctx.store.commit(Fence::None, list).await?;
        (self.ctx.wake)();
        Ok(())
    }

    /// The step that has stopped at a hook of a slot, and the object that it stopped for.
    async fn stopped(
        &self,
        stack: &Stack,
        path: &ResourcePath,
        hook: Hook,
    ) -> Result<Option<(StepRow, Arc<Incarnation>)>> {
        let root = self.root_of(stack).await?;
        let Some(operation) = root.operation else {
            return Ok(None);
        };
        for row in self.ctx.store.steps(operation).await? {
            let Some((id, waits)) = converge::waiting_hook(&row) else { continue };
            let record = self.ctx.store.incarnation(id).await?;
            if let Some(record) = record.filter(|record| waits == hook && record.path == *path) {
                return Ok(Some((row, record)));
            }
        }
        Ok(None)
    }
}

/// A resource as Heat names it in messages.
fn shown(record: &Incarnation, stack: &Stack) -> String {
    let class = record.type_name.rsplit("::").next().unwrap_or_default();
    let id = record.physical_id.as_ref().map(|id| format!("[{id}] ")).unwrap_or_default();
    format!("{class} \"{}\" {id}Stack \"{}\" [{}]", record.path.name(), stack.name, stack.id)
}

fn refused(message: String) -> Error {
    Error::refused("InvalidBreakPointHook", "invalid_hook", message)
}
