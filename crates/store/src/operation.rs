//! Operations, plans and the journal, read.

use crate::Result;
use async_trait::async_trait;
use model::journal::JournalEntry;
use model::operation::Operation;
use model::plan::Plan;
use model::step::StepRow;
use model::{IncarnationId, OperationId, PlanId, StackId};
use std::sync::Arc;

/// Reading operations.
#[async_trait]
pub trait Operations {
    /// One operation.
    async fn operation(&self, id: OperationId) -> Result<Option<Operation>>;

    /// The operations of a root stack, newest first.
    async fn operations(&self, stack: StackId) -> Result<Vec<Operation>>;

    /// The operation of a stack that a client named with this token.
    async fn operation_by_token(&self, stack: StackId, token: &str) -> Result<Option<Operation>>;

    /// One plan.
    async fn plan(&self, id: PlanId) -> Result<Option<Arc<Plan>>>;

    /// The steps of an operation, by index.
    async fn steps(&self, operation: OperationId) -> Result<Vec<StepRow>>;

    /// The journal of an operation, oldest first; only about one object if that is given.
    async fn journal(&self, operation: OperationId, about: Option<IncarnationId>) -> Result<Vec<JournalEntry>>;
}
