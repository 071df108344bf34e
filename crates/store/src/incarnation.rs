//! Incarnations, read.

use crate::Result;
use async_trait::async_trait;
use model::incarnation::Incarnation;
use model::{IncarnationId, ResourcePath, StackId};
use std::sync::Arc;

/// Reading records of objects.
#[async_trait]
pub trait Incarnations {
    /// One record.
    async fn incarnation(&self, id: IncarnationId) -> Result<Option<Arc<Incarnation>>>;

    /// The records of a tree: every one that is not gone, in the order of their making; with `gone`, those too.
    async fn incarnations(&self, root: StackId, gone: bool) -> Result<Vec<Arc<Incarnation>>>;

    /// Records of a tree whose row changed after `seen` (0 for all, gone ones included), and the mark to ask with next time.
    /// This is how an engine's view of a tree follows the work of others at the cost of what changed.
    async fn incarnations_since(&self, root: StackId, seen: u64) -> Result<(Vec<Arc<Incarnation>>, u64)>;

    /// The current record of each resource of one stack, in the order of their making.
    async fn resources(&self, stack: StackId) -> Result<Vec<Arc<Incarnation>>>;

    /// The current record of a slot.
    async fn current(&self, root: StackId, path: &ResourcePath) -> Result<Option<Arc<Incarnation>>>;
}
