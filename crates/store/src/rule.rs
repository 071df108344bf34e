//! Rules that every store follows, as plain functions, so that no two stores can differ in them.
//!
//! Not here: how rows are found or kept.

use model::Timestamp;
use model::goal::SweepPolicy;
use model::incarnation::{Incarnation, Phase};
use model::operation::OperationPhase;
use model::stack::Stack;
use model::step::StepStatus;
use model::write::Write;
use std::time::Duration;

/// How long a leftover is left alone after its removal failed.
pub const LEFTOVER_RETRY: Duration = Duration::from_secs(300);

/// How long an engine that does not report is still listed.
pub const ENGINE_LISTED: Duration = Duration::from_secs(24 * 3600);

/// The name that engines are listed under.
pub const ENGINE_BINARY: &str = "carnot-engine";

/// Whether a step that stands so has ended.
pub fn is_end(status: StepStatus) -> bool {
    match status {
        StepStatus::Done | StepStatus::Failed | StepStatus::Skipped => true,
        StepStatus::Pending | StepStatus::Ready | StepStatus::Running | StepStatus::Waiting => false,
    }
}

/// Whether an operation in this phase waits for an engine's decision, whatever its steps do.
pub fn needs_decision(phase: OperationPhase) -> bool {
    match phase {
        OperationPhase::Requested
        | OperationPhase::Quiescing
        | OperationPhase::Observing
        | OperationPhase::Planning => true,
        OperationPhase::AwaitingConsent
        | OperationPhase::Building
        | OperationPhase::Verifying
        | OperationPhase::Committed
        | OperationPhase::Sweeping
        | OperationPhase::Done
        | OperationPhase::Paused
        | OperationPhase::Failed
        | OperationPhase::Superseded => false,
    }
}

/// Which steps of an operation are on their way, counted as they change so that nobody has to look at every step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ready, never started.
    pub ready: i64,
    /// Ready, started before by an engine that is gone.
    pub again: i64,
    /// Being worked on.
    pub running: i64,
    /// Waiting for a time.
    pub waiting: i64,
}

impl Counts {
    /// Adds `by` (1 or -1) to the count that a step in this state belongs to.
    pub fn count(&mut self, status: StepStatus, claims: u32, by: i64) {
        match status {
            StepStatus::Ready if claims == 0 => self.ready += by,
            StepStatus::Ready => self.again += by,
            StepStatus::Running => self.running += by,
            StepStatus::Waiting => self.waiting += by,
            StepStatus::Pending | StepStatus::Done | StepStatus::Failed | StepStatus::Skipped => {}
        }
    }

    /// Whether nothing goes on any more: no step runs, waits for a time or was interrupted, and none may be started.
    pub fn is_idle(self, halting: bool) -> bool {
        self.running == 0 && self.waiting == 0 && self.again == 0 && (self.ready == 0 || halting)
    }
}

/// How a step can be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Not at all.
    Closed,
    /// When its time has come.
    Timed,
    /// Now.
    Open,
}

impl Lane {
    /// The lane of a step, given whether its operation is active (owns the stack's epoch and is not final) and halting.
    pub fn of(status: StepStatus, claims: u32, active: bool, halting: bool) -> Self {
        match status {
            StepStatus::Waiting if active => Self::Timed,
            StepStatus::Ready if active && (claims > 0 || !halting) => Self::Open,
            _ => Self::Closed,
        }
    }
}

/// Puts stacks, operations and plans before what is laid out from them, so that a commit may list its writes in any order and
/// steps are laid out in their final lanes.
pub fn put_in_order(writes: &mut [Write]) {
    if writes.iter().any(|write| matches!(write, Write::Steps { .. })) {
        writes.sort_by_key(|write| match write {
            Write::Stack(_) | Write::Operation(_) | Write::Plan(_) => 0,
            Write::Steps { .. } => 1,
            _ => 2,
        });
    }
}

/// Why an incarnation is on the list of objects to remove later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unneeded {
    /// Its removal failed.
    Leftover,
    /// Its removal was put off.
    Deferred,
}

impl Unneeded {
    /// What the record says for itself; whether its time has come depends on the stack.
    pub fn of(record: &Incarnation) -> Option<Self> {
        if record.is_leftover() {
            return Some(Self::Leftover);
        }
        match record.phase {
            Phase::Superseded | Phase::Doomed | Phase::Deleting if !record.current => Some(Self::Deferred),
            _ => None,
        }
    }

    /// Whether the object can be removed by `now`. A deferred one only while the newest revision is the committed one: before,
    /// it may be what a rollback needs.
    pub fn is_due(self, stack: &Stack, updated_at: Timestamp, now: Timestamp) -> bool {
        match self {
            Self::Leftover => updated_at.after(LEFTOVER_RETRY) <= now,
            Self::Deferred => {
                stack.deleted_at.is_none()
                    && stack.sweep == SweepPolicy::After
                    && stack.head == stack.attempted
                    && updated_at.after(Duration::from_secs(stack.sweep_after_secs.into())) <= now
            }
        }
    }
}
