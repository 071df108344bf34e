//! Snapshots, read.

use crate::Result;
use async_trait::async_trait;
use model::snapshot::Snapshot;
use model::{SnapshotId, StackId};

/// Reading snapshots.
#[async_trait]
pub trait Snapshots {
    /// One snapshot.
    async fn snapshot(&self, id: SnapshotId) -> Result<Option<Snapshot>>;

    /// The snapshots of a root stack, oldest first.
    async fn snapshots(&self, stack: StackId) -> Result<Vec<Snapshot>>;
}
