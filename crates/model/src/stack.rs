//! A stack as the store keeps it: the head of a tree, or one of the stacks nested in it.

use crate::goal::{Class, StackAction, Status, SweepPolicy};
use crate::id::{OperationId, StackId};
use crate::path::StackPath;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A stack. The fields under "roots only" are empty on nested stacks, which take part in their root's operations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// Heat's stack id; of a nested stack also the physical id of the resource that holds it.
    pub id: StackId,
    /// The project that owns it.
    pub project: String,
    /// Unique among a project's living roots; of a nested stack, its physical resource name.
    pub name: String,
    /// The root of the tree; its own id for a root.
    pub root: StackId,
    /// The stack around it.
    pub parent: Option<StackId>,
    /// Its place in the tree.
    pub path: StackPath,
    /// What was last begun.
    pub action: StackAction,
    /// How that stands.
    pub status: Status,
    /// Heat's sentence about it. Never holds a secret.
    pub status_reason: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last updated.
    pub updated_at: Option<Timestamp>,
    /// When its deletion completed.
    pub deleted_at: Option<Timestamp>,
    /// Heat's tags.
    pub tags: Vec<String>,
    /// Minutes until an operation fails.
    pub timeout_mins: Option<u32>,
    /// Whether a failed update is left as it is instead of being rolled back.
    pub disable_rollback: bool,
    /// Who created it: the user's name.
    pub owner: String,
    /// Roots only: when superseded objects are removed.
    pub sweep: SweepPolicy,
    /// Roots only: with [`SweepPolicy::After`], how long they stay, in seconds.
    pub sweep_after_secs: u32,
    /// Roots only: the worst class that an update may have unless it is allowed more.
    pub limit: Option<Class>,
    /// Roots only: the newest committed revision.
    pub head: Option<u32>,
    /// Roots only: the newest revision, whatever became of it.
    pub attempted: Option<u32>,
    /// Roots only: the operation under way.
    pub operation: Option<OperationId>,
    /// Roots only: counts operations; a commit with an older epoch has no effect.
    pub epoch: u64,
    /// Counts changes of this row.
    pub version: u64,
}

impl Stack {
    /// Whether it is the head of its tree.
    pub fn is_root(&self) -> bool {
        self.id == self.root
    }

    /// `CREATE_COMPLETE` and the like.
    pub fn state(&self) -> String {
        format!("{}_{}", self.action, self.status)
    }
}
