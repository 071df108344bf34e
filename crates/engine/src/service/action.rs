//! Actions on a whole stack that leave its definition alone: suspend, resume, check, delete, sweep.

use super::lookup::at_rest;
use super::{Accepted, Caller, Result, Service, StackRef};
use crate::planning::accept::{self, Accept};
use model::goal::{Goal, StackAction, Status};
use model::stack::Stack;

impl Service {
    /// Suspends every resource. Already suspended stacks stay as they are.
    pub async fn suspend(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        super::retry::retry(|| self.act(caller, stack, Goal::Suspend)).await
    }

    /// Resumes every resource. Already resumed stacks stay as they are.
    pub async fn resume(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        super::retry::retry(|| self.act(caller, stack, Goal::Resume)).await
    }

    /// Observes every resource.
    pub async fn check(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        super::retry::retry(|| self.act(caller, stack, Goal::Check)).await
    }

    /// Removes now what no revision in use needs: deferred deletes and leftovers.
    pub async fn sweep(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        super::retry::retry(|| self.act(caller, stack, Goal::Sweep)).await
    }

    /// Deletes a stack with all that it owns, whatever else is going on. `None` if it was deleted already.
    pub async fn delete(&self, caller: &Caller, stack: &StackRef) -> Result<Option<Accepted>> {
        super::retry::retry(|| self.delete_once(caller, stack)).await.map(Some)
    }

    async fn delete_once(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        let root = self.find_root(caller, stack).await?;
        if root.action == StackAction::Delete
            && root.status == Status::InProgress
            && let Some(running) = self.latest(&root).await?
        {
            return self.accepted_earlier(root, running).await;
        }
        Ok(accept::accept(&self.ctx, root, &Accept::new(Goal::Delete, &caller.user)).await?.into())
    }

    async fn act(&self, caller: &Caller, stack: &StackRef, goal: Goal) -> Result<Accepted> {
        let root = self.find_root(caller, stack).await?;
        at_rest(&root)?;
        let reached = goal == Goal::Suspend || goal == Goal::Resume;
        let there = goal.action() == Some(root.action) && root.status == Status::Complete;
        if reached
            && there
            && let Some(ended) = self.latest(&root).await?
        {
            return self.accepted_earlier(root, ended).await;
        }
        Ok(accept::accept(&self.ctx, root, &Accept::new(goal, &caller.user)).await?.into())
    }

    /// The stack's newest operation, under way or ended.
    pub(super) async fn latest(&self, root: &Stack) -> Result<Option<model::operation::Operation>> {
        match root.operation {
            Some(id) => Ok(self.ctx.store.operation(id).await?),
            // A root whose operation has ended has none under way.
            None => Ok(self.ctx.store.operations(root.id).await?.into_iter().next()),
        }
    }
}
