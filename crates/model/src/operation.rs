//! A plan being carried out.

use crate::failure::Failure;
use crate::goal::{Goal, Options, wire_enum};
use crate::id::{OperationId, PlanId, StackId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

wire_enum! {
    /// Where an operation stands (rollback.md 7.4).
    OperationPhase {
        /// Accepted; not looked at.
        Requested = "requested",
        /// Waiting for calls of the operation before.
        Quiescing = "quiescing",
        /// Asking the cloud about suspects.
        Observing = "observing",
        /// Planning.
        Planning = "planning",
        /// The plan needs more consent than was given.
        AwaitingConsent = "awaiting_consent",
        /// Creating and changing.
        Building = "building",
        /// Observing the outcome.
        Verifying = "verifying",
        /// Decided: the target holds.
        Committed = "committed",
        /// Removing what nothing needs any more.
        Sweeping = "sweeping",
        /// Ended well.
        Done = "done",
        /// Blocked; can be resumed.
        Paused = "paused",
        /// Ended badly; can be resumed or followed by another.
        Failed = "failed",
        /// A newer operation took the epoch.
        Superseded = "superseded",
    }
}

impl OperationPhase {
    /// Whether nothing more will happen by itself.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Superseded | Self::Paused | Self::AwaitingConsent)
    }
}

/// One operation on a tree; at most one is active per root.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// Its identity.
    pub id: OperationId,
    /// The root stack.
    pub stack: StackId,
    /// What it is for.
    pub goal: Goal,
    /// Where it stands.
    pub phase: OperationPhase,
    /// The stack's epoch that it owns; its writes count only while it is the stack's.
    pub epoch: u64,
    /// The revision that it tries to reach; none for check, suspend, resume, snapshot and delete.
    pub revision: Option<u32>,
    /// The plan it follows, once there is one.
    pub plan: Option<PlanId>,
    /// What the requester chose.
    pub options: Options,
    /// Who asked.
    pub requester: String,
    /// The client's own name for the request: the same token is the same request.
    pub client_token: Option<String>,
    /// Whether no further step may start because one failed.
    pub halting: bool,
    /// The first failure, with the path of the resource that it is about.
    pub failure: Option<(String, Failure)>,
    /// Whether the failure starts a rollback by itself.
    pub rollback_on_failure: bool,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// When it must have ended, in database time.
    pub deadline: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}
