//! The journal: what is about to be asked of the cloud, written before the call, and what came of it, written after.

use crate::id::{IncarnationId, OperationId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// The operation.
    pub operation: OperationId,
    /// The step.
    pub step: u32,
    /// The object.
    pub incarnation: Option<IncarnationId>,
    /// The epoch under which it was written.
    pub epoch: u64,
    /// When, in database time.
    pub at: Timestamp,
    /// What is recorded.
    pub note: Note,
}

/// What a journal line says. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum Note {
    /// About to call.
    Intent {
        /// `create`, `update`, `delete`…
        verb: String,
        /// The call in short: `POST /v2.0/ports`; empty if the step stays inside.
        call: String,
    },
    /// The call was answered.
    Outcome {
        /// The physical id, if it became known.
        physical_id: Option<String>,
        /// The failure in words, if it was one.
        failure: Option<String>,
    },
    /// The answer came after a newer operation had taken over.
    Late {
        /// The physical id, if it became known.
        physical_id: Option<String>,
    },
}
