//! Accepting an operation and planning it: one way from a request, or from the engine itself, to a plan with steps.
//!
//! (Signatures first; the bodies follow.)

use crate::context::Context;
use model::operation::Operation;
use model::{EngineId, Failure, StackId};

/// Why planning did not lead to a plan.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store refused or failed; a fenced write means that somebody else was faster.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The operation cannot be planned: it is to end with this failure.
    #[error("{0}")]
    Refused(Failure),
}

/// Plans an operation that was accepted without a plan (requested, quiescing, observing, planning), and commits plan and steps under its
/// fence. A plan that needs more consent leaves the operation waiting for it.
pub async fn replan(ctx: &Context, engine: EngineId, operation: &Operation) -> Result<(), Error> {
    let _ = (ctx, engine, operation);
    Ok(())
}

/// Starts the rollback of an operation that failed and asked for it, with the default limit.
pub async fn rollback(ctx: &Context, failed: &Operation) -> Result<(), Error> {
    let _ = (ctx, failed);
    Ok(())
}

/// Starts a sweep of a tree without an active operation: deferred deletes and leftovers.
pub async fn sweep(ctx: &Context, root: StackId) -> Result<(), Error> {
    let _ = (ctx, root);
    Ok(())
}
