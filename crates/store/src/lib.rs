//! The port to the database: read traits by noun, one write path, and an in-memory form that is the reference for both.
//!
//! Every change is a list of [`Write`]s in one [`Store::commit`], guarded by a [`Fence`]. Time comes from the store ([`Store::now`]),
//! so that leases and deadlines of several engines agree. Not here: SQL, and any decision.

#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
pub mod error;
pub mod event;
pub mod incarnation;
pub mod memory;
pub mod operation;
pub mod revision;
pub mod rule;
pub mod snapshot;
pub mod stack;
pub mod work;

pub use error::{Error, Result};
pub use event::{EventFilter, Events};
pub use incarnation::Incarnations;
pub use memory::MemoryStore;
pub use model::write::{Fence, Write};
pub use operation::Operations;
pub use revision::Revisions;
pub use snapshot::Snapshots;
pub use stack::{SortKey, StackFilter, Stacks};
pub use work::{Claimed, Committed, EngineRow, Work};

use async_trait::async_trait;
use model::Timestamp;

/// A whole store.
#[async_trait]
pub trait Store: Stacks + Revisions + Incarnations + Operations + Work + Events + Snapshots + Send + Sync {
    /// The database's clock.
    async fn now(&self) -> Result<Timestamp>;

    /// Applies `writes` as a whole, or nothing. [`Error::Fenced`] if the fence does not hold any more, [`Error::Exists`] if a new
    /// root stack has a living namesake in its project.
    async fn commit(&self, fence: Fence, writes: Vec<Write>) -> Result<Committed>;
}
