//! Operations and plans, shown.

use super::{Caller, Error, OperationView, Result, Service, StackRef};
use model::operation::Operation;
use model::plan::Plan;
use model::{OperationId, PlanId};
use std::sync::Arc;

impl Service {
    /// The operations of a stack's tree, newest first.
    pub async fn operations(&self, caller: &Caller, stack: &StackRef) -> Result<Vec<Operation>> {
        let stack = self.find(caller, stack, true).await?;
        Ok(self.ctx.store.operations(stack.root).await?)
    }

    /// One operation with its plan and how its steps stand.
    pub async fn operation(&self, caller: &Caller, stack: &StackRef, id: OperationId) -> Result<OperationView> {
        let stack = self.find(caller, stack, true).await?;
        let operation = self.ctx.store.operation(id).await?.filter(|operation| operation.stack == stack.root);
        let operation = operation.ok_or_else(|| Error::not_found("Operation", &id.to_string()))?;
        let plan = match operation.plan {
            Some(plan) => self.ctx.store.plan(plan).await?,
            None => None,
        };
        let steps = if plan.is_some() { self.ctx.store.steps(id).await? } else { Vec::new() };
        Ok(OperationView { operation, plan, steps })
    }

    /// One plan: of an operation, or kept by a dry run.
    pub async fn plan(&self, caller: &Caller, stack: &StackRef, id: PlanId) -> Result<Arc<Plan>> {
        let stack = self.find(caller, stack, true).await?;
        let plan = self.ctx.store.plan(id).await?.filter(|plan| plan.stack == stack.root);
        plan.ok_or_else(|| Error::not_found("Plan", &id.to_string()))
    }
}
