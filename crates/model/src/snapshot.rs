//! Snapshots of stacks.

use crate::goal::Status;
use crate::id::{SnapshotId, StackId};
use crate::time::Timestamp;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// A snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Its identity.
    pub id: SnapshotId,
    /// The root stack.
    pub stack: StackId,
    /// The name that the client gave.
    pub name: Option<String>,
    /// How it stands.
    pub status: Status,
    /// The sentence about it.
    pub status_reason: String,
    /// What it holds, in Heat's form: the document of an abandoned stack, with snapshot data per resource.
    pub data: Value,
    /// The revision that it was taken of.
    pub revision: u32,
    /// When it was asked for.
    pub created_at: Timestamp,
}
