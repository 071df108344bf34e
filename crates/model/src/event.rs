//! Heat's events: what clients follow.

use crate::goal::{StackAction, Status};
use crate::id::{EventId, OperationId, StackId};
use crate::time::Timestamp;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// One event of a stack or of a resource in it. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its identity.
    pub id: EventId,
    /// The stack that it belongs to.
    pub stack: StackId,
    /// The root of that stack's tree.
    pub root: StackId,
    /// The logical name; the stack's name for an event of the stack itself.
    pub resource_name: String,
    /// The object's id; the stack's id for an event of the stack itself.
    pub physical_id: Option<String>,
    /// The type; `OS::Heat::Stack` for an event of the stack itself.
    pub resource_type: String,
    /// The action.
    pub action: StackAction,
    /// The status.
    pub status: Status,
    /// The sentence.
    pub reason: String,
    /// The resource's properties at the time, secrets masked.
    pub properties: Value,
    /// The operation that caused it.
    pub operation: Option<OperationId>,
    /// When.
    pub at: Timestamp,
}
