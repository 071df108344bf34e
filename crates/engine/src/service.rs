//! The requests of clients: one file per command, each of which reads, decides whether it is allowed, and either leads to an operation
//! ([`crate::planning`]) or answers from the store.
//!
//! Not here: wire forms and routes (`api`), and any work on resources (the engine's core).

mod abandon;
mod action;
mod cancel;
mod create;
pub mod error;
mod event;
mod hook;
mod incarnation;
mod info;
mod language;
mod list;
mod live;
mod lookup;
mod mark;
mod operation;
mod preview;
pub mod request;
mod resource;
mod resource_type;
mod retry;
mod revision;
mod rollback;
mod settings;
mod show;
mod signal;
pub(crate) mod snapshot;
mod submission;
mod update;
mod validate;
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
