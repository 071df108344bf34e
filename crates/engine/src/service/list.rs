//! Lists of stacks.

use super::{Caller, Error, Result, Service};
use model::stack::Stack;
use store::StackFilter;

impl Service {
    /// Stacks by filter. Without [`Caller::admin`] the list never leaves the caller's project.
    pub async fn list(&self, caller: &Caller, filter: StackFilter) -> Result<Vec<Stack>> {
        if let Some(marker) = filter.marker
            && self.ctx.store.stack(marker).await?.is_none()
        {
            return Err(Error::not_found("Stack", &marker.to_string()));
        }
        Ok(self.ctx.store.stacks(&scoped(caller, filter)).await?)
    }

    /// How many stacks there are.
    pub async fn count(&self, caller: &Caller, filter: StackFilter) -> Result<u64> {
        Ok(self.ctx.store.count_stacks(&scoped(caller, filter)).await?)
    }
}

fn scoped(caller: &Caller, filter: StackFilter) -> StackFilter {
    let project = if caller.admin { filter.project.clone() } else { Some(caller.project.clone()) };
    StackFilter { project, ..filter }
}
