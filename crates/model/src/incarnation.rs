//! One physical object for a resource, and all that the store knows of it.

use crate::failure::Failure;
use crate::goal::{DeletionPolicy, StackAction, Status, wire_enum};
use crate::id::{IncarnationId, OperationId, StackId};
use crate::observation::Observation;
use crate::path::ResourcePath;
use crate::time::Timestamp;
use crate::value::{Map, Value};
use serde::{Deserialize, Serialize};

wire_enum! {
    /// Where an object is in its life. A record ends only as `Gone` or `Retained`.
    Phase {
        /// Decided on; nothing has been asked of the cloud.
        Planned = "planned",
        /// The create was or is being called.
        Creating = "creating",
        /// Exists.
        Live = "live",
        /// A call about its existence was not answered.
        InDoubt = "in_doubt",
        /// Exists, and another incarnation has its slot.
        Superseded = "superseded",
        /// Exists, and is to be removed.
        Doomed = "doomed",
        /// The delete was or is being called.
        Deleting = "deleting",
        /// The cloud says that it does not exist, or it never came to be.
        Gone = "gone",
        /// Left in the cloud by request; not managed.
        Retained = "retained",
    }
}

wire_enum! {
    /// What is believed of an object's condition.
    Health {
        /// Nothing speaks against it.
        Healthy = "healthy",
        /// It was observed or declared to be wrecked.
        Broken = "broken",
        /// Nobody could tell.
        Unknown = "unknown",
    }
}

/// The implementing type of a resource whose nested stack is a template of the submission.
pub const TEMPLATE: &str = "template";

/// The record of one physical object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incarnation {
    /// Its own identity, drawn before anything is asked of the cloud.
    pub id: IncarnationId,
    /// The root stack of the tree that owns it.
    pub root: StackId,
    /// The stack that it is a resource of.
    pub stack: StackId,
    /// Its slot.
    pub path: ResourcePath,
    /// The type as the template names it: what clients see.
    pub type_name: String,
    /// The type that implements it, after the registry's look-up.
    pub concrete_type: String,
    /// The id in the cloud; of a nested stack, its stack id.
    pub physical_id: Option<String>,
    /// What the object is called in the cloud if it has a name of Carnot's making; embeds a part of `id`.
    pub physical_name: String,
    /// Where it is in its life.
    pub phase: Phase,
    /// Whether it has its slot now: at most one incarnation of a slot does.
    pub current: bool,
    /// Health as last observed or declared.
    pub health: Health,
    /// Somebody's sentence about the health.
    pub health_reason: Option<String>,
    /// The action that Heat's clients see.
    pub action: StackAction,
    /// The status that Heat's clients see.
    pub status: Status,
    /// Heat's sentence about it. Never holds a secret.
    pub status_reason: String,
    /// Properties of the last call that succeeded: resolved, secrets marked.
    pub applied: Value,
    /// Properties of a change that was begun and did not succeed: the object may have any part of it.
    pub attempted: Option<Value>,
    /// Properties of earlier changes that did not succeed and were followed by another: the object may have any part of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Value>,
    /// The resolved `metadata` section, then whatever signals made of it.
    pub metadata: Value,
    /// What the type keeps between calls: generated values, stages of signals; secrets marked.
    pub data: Map,
    /// What the cloud said of it last.
    pub observed: Option<Observation>,
    /// Exclusive claims that it holds.
    pub claims: Vec<Claim>,
    /// Claims taken from it for another incarnation, to be given back if this one gets its slot back.
    pub handed_over: Vec<Claim>,
    /// Slots that its definition refers to or depends on: deletes run against these edges.
    pub requires: Vec<ResourcePath>,
    /// What happens to the object when its slot goes.
    pub deletion_policy: DeletionPolicy,
    /// Whether the object belongs to somebody else (`external_id`): never written, never deleted.
    pub external: bool,
    /// Why its removal is blocked; then it is a leftover.
    pub delete_blocked_by: Option<Failure>,
    /// The incarnation whose slot this one took.
    pub replaces: Option<IncarnationId>,
    /// The operation that decided on it.
    pub created_by: OperationId,
    /// The revision that it was made for.
    pub created_in: u32,
    /// When it was decided on.
    pub created_at: Timestamp,
    /// When its row last changed in a way that clients see.
    pub updated_at: Timestamp,
    /// Counts changes: the precondition of plans.
    pub generation: u64,
}

impl Incarnation {
    /// Whether an object of it exists or may exist in the cloud.
    pub fn may_exist(&self) -> bool {
        match self.phase {
            Phase::Creating | Phase::Live | Phase::InDoubt | Phase::Superseded | Phase::Doomed | Phase::Deleting => {
                true
            }
            Phase::Planned | Phase::Gone | Phase::Retained => false,
        }
    }

    /// Whether it can have a slot of this implementing type: it may exist, nothing says that it is gone or wrecked, and it is of the
    /// type. A plan replaces what cannot serve without asking its properties; so does a create step with `instead_of`.
    pub fn can_serve(&self, concrete_type: &str) -> bool {
        let gone = self.observed.as_ref().is_some_and(|seen| seen.exists == Some(false));
        self.may_exist() && !gone && self.health != Health::Broken && self.concrete_type == concrete_type
    }

    /// Whether it is owned, unwanted and could not be removed.
    pub fn is_leftover(&self) -> bool {
        self.delete_blocked_by.is_some() && !self.current && self.may_exist()
    }
}

/// Something that only one incarnation can hold at a time: `ip(subnet,address)`, `name(type,project)`, `attach(volume)`…
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// The kind: `ip`, `mac`, `name`, `physnet`, `router-port`, `attach`, `fip`, `hostname`.
    pub kind: String,
    /// What is claimed, in the kind's own form.
    pub key: String,
    /// Whether the holder can give it up and take it back without being replaced.
    pub releasable: bool,
}
