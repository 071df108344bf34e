//! Words: inert data that is persisted or crosses a ring, and nothing that decides or acts.
//!
//! Everything here is plain data with serde forms. The glossary is `docs/glossary.md`; a type here is named by it.
//! Not here: parsing, planning, storage, clocks, randomness.

pub mod diagnostic;
pub mod event;
pub mod failure;
pub mod goal;
pub mod hook;
pub mod id;
pub mod incarnation;
pub mod journal;
pub mod observation;
pub mod operation;
pub mod path;
pub mod plan;
pub mod request;
pub mod revision;
pub mod snapshot;
pub mod span;
pub mod stack;
pub mod step;
pub mod submission;
pub mod time;
pub mod value;
pub mod write;

pub use diagnostic::{Diagnostic, Diagnostics};
pub use failure::{Failure, FailureKind};
pub use id::{EngineId, EventId, IdSource, IncarnationId, OperationId, PlanId, SeededIds, SnapshotId, StackId};
pub use path::{ResourcePath, StackPath};
pub use span::{SourceId, Span};
pub use time::Timestamp;
pub use value::{Key, Map, Value};
