//! Settings of a stack that are changed at once, without an operation.

use super::submission::tags;
use super::{Caller, Result, Service, Settings, StackRef};
use model::stack::Stack;
use store::{Fence, Write};

impl Service {
    /// Changes settings; a running operation keeps those that it started with.
    pub async fn set(&self, caller: &Caller, stack: &StackRef, settings: Settings) -> Result<Stack> {
        super::retry::retry(|| self.set_once(caller, stack, &settings)).await
    }

    async fn set_once(&self, caller: &Caller, stack: &StackRef, settings: &Settings) -> Result<Stack> {
        let mut root = self.find_root(caller, stack).await?;
        let fence = Fence::Stack { stack: root.id, version: root.version };
        root.sweep = settings.sweep.unwrap_or(root.sweep);
        root.sweep_after_secs = settings.sweep_after_secs.unwrap_or(root.sweep_after_secs);
        root.limit = settings.limit.unwrap_or(root.limit);
        root.timeout_mins = settings.timeout_mins.or(root.timeout_mins);
        root.disable_rollback = settings.disable_rollback.unwrap_or(root.disable_rollback);
        if let Some(given) = &settings.tags {
            root.tags = tags(given.clone())?;
        }
        self.ctx.store.commit(fence, vec![Write::Stack(Box::new(root.clone()))]).await?;
        root.version = root.version.saturating_add(1);
        Ok(root)
    }
}
