//! The history of a stack: one immutable entry per submission, and what it came to be bound to.

use crate::goal::{StackAction, wire_enum};
use crate::id::{IncarnationId, OperationId, StackId};
use crate::path::ResourcePath;
use crate::submission::SubmissionId;
use crate::time::Timestamp;
use crate::value::Value;
use crate::value::diff::Change;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

wire_enum! {
    /// What became of a revision.
    Outcome {
        /// Not decided yet.
        Pending = "pending",
        /// Committed: its bindings hold.
        Complete = "complete",
        /// Not reached.
        Failed = "failed",
        /// Given up for a newer one.
        Cancelled = "cancelled",
    }
}

/// A numbered entry in a root stack's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// The root stack.
    pub stack: StackId,
    /// From 1, without gaps.
    pub number: u32,
    /// What was sent.
    pub submission: SubmissionId,
    /// The head when it was accepted.
    pub parent: Option<u32>,
    /// What became of it.
    pub outcome: Outcome,
    /// The revision whose content it repeats, if it is a rollback; `Some(0)` for a rollback to the empty stack.
    pub rollback_of: Option<u32>,
    /// Create, update, rollback, restore or adopt.
    pub action: StackAction,
    /// Who asked.
    pub requester: String,
    /// Why, in the requester's words.
    pub message: Option<String>,
    /// Where the definition came from: a repository and a reference in it.
    pub source: Option<Source>,
    /// Names that pin it against pruning.
    pub tags: Vec<String>,
    /// The operation that carries it out.
    pub operation: OperationId,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// When its outcome was decided.
    pub finished_at: Option<Timestamp>,
}

/// Where a definition came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The repository.
    pub remote: String,
    /// Branch, tag or commit.
    #[serde(rename = "ref")]
    pub reference: String,
}

/// Which incarnation each slot of a committed revision is bound to, over the whole tree.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bindings(pub IndexMap<ResourcePath, Binding>);

/// One slot's binding, with what is needed to recreate the object faithfully if it is lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Binding {
    /// The object.
    pub incarnation: IncarnationId,
    /// The resource's type.
    pub type_name: String,
    /// The object's id in the cloud.
    pub physical_id: Option<String>,
    /// The properties that it had, resolved; secrets marked.
    pub properties: Value,
    /// Identity facts: generated values, addresses, key material; secret.
    pub identity: Value,
    /// What the definition wants of properties that cannot be changed to it and were accepted as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Change>,
}
