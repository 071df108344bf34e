//! The running state of one step of a plan: a narrow row that engines claim.

use crate::failure::Failure;
use crate::goal::wire_enum;
use crate::id::{EngineId, OperationId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

wire_enum! {
    /// Where a step stands.
    StepStatus {
        /// Waits for other steps.
        Pending = "pending",
        /// Can be claimed now.
        Ready = "ready",
        /// An engine works on it.
        Running = "running",
        /// Can be claimed from `ready_at` on: between two polls or tries.
        Waiting = "waiting",
        /// Ended well.
        Done = "done",
        /// Ended badly.
        Failed = "failed",
        /// Not needed any more.
        Skipped = "skipped",
    }
}

/// The row of one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepRow {
    /// The operation.
    pub operation: OperationId,
    /// The step's index in the plan.
    pub index: u32,
    /// Where it stands.
    pub status: StepStatus,
    /// How many steps before it have not ended.
    pub waits: u32,
    /// The engine that has it; its lease is the engine's.
    pub owner: Option<EngineId>,
    /// From when a `Waiting` step can be claimed.
    pub ready_at: Timestamp,
    /// How often it was claimed; more than 1 means that an engine may have died over it.
    pub claims: u32,
    /// Where the type's own sequence of calls stands; `None` before the first.
    pub stage: Option<Json>,
    /// When it was first claimed.
    pub started_at: Option<Timestamp>,
    /// Why it failed.
    pub failure: Option<Failure>,
}
