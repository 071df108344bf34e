//! The requests of clients: one file per command, each of which reads, decides whether it is allowed, and either leads to an operation
//! ([`crate::planning`]) or answers from the store.
//!
//! Not here: wire forms and routes (`api`), and any work on resources (the engine's core).

pub mod error;
pub mod request;
mod stub;
pub mod view;

pub use error::{Error, Refused, Result};
pub use request::{
    Caller, Create, Document, EventQuery, IncarnationAction, ResourceQuery, Rollback, Sent, Settings, StackRef, Target,
    Update, Validate,
};
pub use view::{
    Accepted, Answer, BindingChange, EventView, FunctionView, OperationView, OutputView, PreviewCreate,
    PreviewResource, PreviewUpdate, ResourceView, RevisionDiff, RevisionView, ServiceView, StackIdentity, StackView,
    TypeView, Validated, VersionView,
};

use crate::context::Context;
use std::sync::Arc;

/// The service behind every edge. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    ctx: Arc<Context>,
}

impl Service {
    /// A service over these ports.
    pub fn new(ctx: Arc<Context>) -> Self {
        Self { ctx }
    }
}
