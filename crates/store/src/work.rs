//! The work of engines: leases, claims, what is due.

use crate::Result;
use async_trait::async_trait;
use model::operation::Operation;
use model::step::StepRow;
use model::{EngineId, OperationId, StackId, Timestamp};
use std::time::Duration;

/// What a commit tells its caller beside success.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Committed {
    /// Whether steps can be claimed now that could not before.
    pub woke: bool,
    /// Active operations whose row or steps this commit touched, past planning, of which no step runs, waits for a time or was
    /// interrupted, and of which either none is ready or which are halting: they are to be concluded.
    pub idle: Vec<OperationId>,
}

/// A step that was claimed, with what is needed to work on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// Its row, already with this engine as owner and `claims` counted up.
    pub row: StepRow,
    /// The root stack.
    pub stack: StackId,
    /// The operation's epoch.
    pub epoch: u64,
}

/// A running engine.
#[derive(Clone, Debug, PartialEq)]
pub struct EngineRow {
    /// Its identity.
    pub id: EngineId,
    /// The host's name.
    pub host: String,
    /// The process's name.
    pub binary: String,
    /// When it started.
    pub started_at: Timestamp,
    /// When it last reported.
    pub seen_at: Timestamp,
    /// Until when its claims hold.
    pub lease_until: Timestamp,
}

/// The queue.
#[async_trait]
pub trait Work {
    /// Reports an engine as alive for `lease` from now in database time; registers it the first time.
    async fn heartbeat(&self, engine: EngineId, host: &str, lease: Duration) -> Result<()>;

    /// Signs an engine off: its running steps can be claimed at once, and it is not listed any more.
    async fn sign_off(&self, engine: EngineId) -> Result<()>;

    /// Engines that reported within the last day.
    async fn engines(&self) -> Result<Vec<EngineRow>>;

    /// Claims up to `limit` steps that are ready or whose time has come, of operations that own their stack's epoch, are not final and
    /// not halting (steps that were started before may be claimed of a halting one too). They become `Running`.
    /// Those whose time has come go first, the longest due before the others; then the ready ones of the oldest operation, by index.
    /// An engine without a lease gets none.
    async fn claim(&self, engine: EngineId, limit: u32) -> Result<Vec<Claimed>>;

    /// Makes running steps of engines whose lease has run out ready again, also those of operations that own nothing any more;
    /// tells how many.
    async fn reap(&self) -> Result<u64>;

    /// When the next waiting step that can be claimed becomes due; `None` if none waits.
    async fn next_due(&self) -> Result<Option<Timestamp>>;

    /// Operations that own their stack's epoch, are not final, and need an engine's decision: requested, quiescing, observing or planning
    /// ones; past their deadline; or with no step that runs, waits or can be claimed. At most `limit`.
    async fn attention(&self, limit: u32) -> Result<Vec<Operation>>;

    /// Roots without an active operation that have unneeded objects to remove by now: leftovers some time after the last try, also of roots
    /// that are deleted (an answer that came too late may tell of an object then)
    /// ([`crate::rule::LEFTOVER_RETRY`]), and those of deferred sweeps whose delay has passed while the newest revision is the
    /// committed one.
    async fn sweepable(&self, limit: u32) -> Result<Vec<StackId>>;
}
