//! Changes of the store as data. A store applies a list of them in one transaction, guarded by a fence.

use crate::event::Event;
use crate::id::{EngineId, OperationId, PlanId, SnapshotId, StackId};
use crate::incarnation::Incarnation;
use crate::journal::JournalEntry;
use crate::operation::Operation;
use crate::plan::Plan;
use crate::revision::{Bindings, Revision};
use crate::snapshot::Snapshot;
use crate::stack::Stack;
use crate::step::StepRow;
use crate::submission::{Submission, SubmissionId};

/// What must hold for a commit to have any effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fence {
    /// The operation is its stack's, its epoch is the stack's epoch, and the engine's lease has not run out.
    Operation {
        /// The operation.
        operation: OperationId,
        /// Its epoch.
        epoch: u64,
        /// The engine that writes.
        engine: EngineId,
    },
    /// The stack's row has this version: nobody changed it since it was read.
    Stack {
        /// The root stack.
        stack: StackId,
        /// The version that was read.
        version: u64,
    },
    /// Nothing: for what collides with nothing, such as a new stack (a living namesake is still refused), an event or a
    /// late answer.
    None,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Inserts or replaces a stack's row; the store counts up `version`.
    Stack(Box<Stack>),
    /// Removes a stack that was abandoned, with all that belongs to its tree.
    ForgetTree(StackId),
    /// Keeps a submission under its hash; harmless if it is there.
    Submission(SubmissionId, Box<Submission>),
    /// Inserts or replaces a revision.
    Revision(Box<Revision>),
    /// Keeps the bindings of a committed revision.
    Bindings {
        /// The root stack.
        stack: StackId,
        /// The revision.
        revision: u32,
        /// What its slots are bound to.
        bindings: Box<Bindings>,
    },
    /// Inserts or replaces an operation.
    Operation(Box<Operation>),
    /// Keeps a plan. Immutable.
    Plan(Box<Plan>),
    /// Lays out the steps of a plan for an operation, in place of those it had; those that wait for nothing are ready.
    Steps {
        /// The operation.
        operation: OperationId,
        /// The plan, kept already or in the same commit.
        plan: PlanId,
    },
    /// Replaces the running state of a step. The commit is fenced off as a whole, under any fence, if the stored row has another
    /// count of `claims`: somebody else has claimed the step since (this engine slept through its lease). When its new status is
    /// an end and the old one was not, `release` counts down the waits of the listed steps, and makes ready those that reach zero.
    Step {
        /// The row.
        row: Box<StepRow>,
        /// Steps that wait for it.
        release: Vec<u32>,
    },
    /// Inserts or replaces an incarnation; the store counts up `generation`. The commit is fenced off as a whole if the row is there with
    /// another generation than the written one (counting earlier writes of the same commit): somebody changed the record since it was
    /// read, and would be overwritten. A new record has generation 0.
    Incarnation(Box<Incarnation>),
    /// Adds a line to the journal.
    Journal(JournalEntry),
    /// Adds an event.
    Event(Box<Event>),
    /// Inserts or replaces a snapshot.
    Snapshot(Box<Snapshot>),
    /// Removes a snapshot.
    DeleteSnapshot(SnapshotId),
    /// Removes an operation that has ended, with its steps and its journal. One that has not stays.
    DeleteOperation(OperationId),
    /// Removes plans of a root stack: all but those that are named, and the newest.
    TrimPlans {
        /// The root stack.
        stack: StackId,
        /// Which stay.
        kept: Vec<PlanId>,
        /// How many of the newest stay in any case.
        newest: u32,
    },
    /// Removes old events: of each stack of a tree, all but the newest.
    TrimEvents {
        /// The root of the tree.
        root: StackId,
        /// How many stay for each stack.
        newest: u32,
    },
    /// Removes a revision that nothing refers to.
    DeleteRevision {
        /// The root stack.
        stack: StackId,
        /// The revision.
        revision: u32,
    },
}
