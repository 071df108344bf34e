//! What the in-memory store holds, and plain reading of it: what invariants are checked on.

use crate::rule::Counts;
use crate::work::EngineRow;
use model::event::Event;
use model::incarnation::Incarnation;
use model::journal::JournalEntry;
use model::operation::Operation;
use model::plan::Plan;
use model::revision::{Bindings, Revision};
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::StepRow;
use model::submission::{Submission, SubmissionId};
use model::{EngineId, EventId, IncarnationId, OperationId, PlanId, SnapshotId, StackId, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// Identifiers are random already: their first eight bytes will do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.0 = self.0.rotate_left(5) ^ u64::from_le_bytes(word);
        }
    }
    fn write_usize(&mut self, _: usize) {
        // The length that precedes the bytes of every identifier.
    }
}

pub(super) type ById<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// An operation with all that hangs on it.
#[derive(Clone, Debug)]
pub(super) struct OperationEntry {
    pub(super) row: Operation,
    /// Owns its stack's epoch and is not final.
    pub(super) active: bool,
    pub(super) counts: Counts,
    pub(super) steps: Vec<StepRow>,
    pub(super) journal: Vec<JournalEntry>,
}

/// The records of one tree.
#[derive(Clone, Debug, Default)]
pub(super) struct TreeEntry {
    /// In the order of their making.
    pub(super) records: Vec<IncarnationId>,
    /// By the last change.
    pub(super) changes: BTreeMap<u64, IncarnationId>,
}

/// All rows of a [`super::MemoryStore`].
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Every stack with its place in the order of making.
    pub(super) stacks: ById<StackId, (u64, Stack)>,
    pub(super) stack_order: BTreeMap<u64, StackId>,
    pub(super) submissions: BTreeMap<SubmissionId, Arc<Submission>>,
    pub(super) revisions: BTreeMap<(StackId, u32), Revision>,
    pub(super) bindings: BTreeMap<(StackId, u32), Arc<Bindings>>,
    pub(super) operations: BTreeMap<u64, OperationEntry>,
    pub(super) operation_ids: ById<OperationId, u64>,
    pub(super) operations_of: ById<StackId, Vec<u64>>,
    pub(super) active: BTreeSet<u64>,
    pub(super) plans: ById<PlanId, Arc<Plan>>,
    /// The oldest first.
    pub(super) plan_order: Vec<PlanId>,
    pub(super) incarnations: ById<IncarnationId, (u64, Arc<Incarnation>)>,
    pub(super) trees: ById<StackId, TreeEntry>,
    pub(super) events: Vec<Event>,
    pub(super) event_places: ById<EventId, usize>,
    pub(super) snapshots: BTreeMap<u64, Snapshot>,
    pub(super) engines: BTreeMap<EngineId, EngineRow>,
    /// Steps that can be claimed when their time has come.
    pub(super) timed: BTreeSet<(Timestamp, u64, u32)>,
    /// Steps that can be claimed now.
    pub(super) open: BTreeSet<(u64, u32)>,
    pub(super) running: BTreeSet<(EngineId, u64, u32)>,
    /// Counts everything that needs a place in an order.
    pub(super) counter: u64,
}

impl Rows {
    /// A stack.
    pub fn stack(&self, id: StackId) -> Option<&Stack> {
        self.stacks.get(&id).map(|(_, stack)| stack)
    }

    /// All stacks, deleted ones included, in the order of their making.
    pub fn stacks(&self) -> impl DoubleEndedIterator<Item = &Stack> {
        self.stack_order.values().filter_map(|id| self.stack(*id))
    }

    /// A revision.
    pub fn revision(&self, stack: StackId, number: u32) -> Option<&Revision> {
        self.revisions.get(&(stack, number))
    }

    /// The revisions of a root stack, oldest first.
    pub fn revisions(&self, stack: StackId) -> impl DoubleEndedIterator<Item = &Revision> {
        self.revisions.range((stack, 0)..=(stack, u32::MAX)).map(|(_, revision)| revision)
    }

    /// The bindings of a committed revision.
    pub fn bindings(&self, stack: StackId, revision: u32) -> Option<&Arc<Bindings>> {
        self.bindings.get(&(stack, revision))
    }

    /// A submission.
    pub fn submission(&self, id: &SubmissionId) -> Option<&Arc<Submission>> {
        self.submissions.get(id)
    }

    /// An operation.
    pub fn operation(&self, id: OperationId) -> Option<&Operation> {
        self.operation_entry(id).map(|entry| &entry.row)
    }

    /// All operations, oldest first.
    pub fn operations(&self) -> impl DoubleEndedIterator<Item = &Operation> {
        self.operations.values().map(|entry| &entry.row)
    }

    /// The operations of a root stack, oldest first.
    pub fn operations_of(&self, stack: StackId) -> impl DoubleEndedIterator<Item = &Operation> {
        self.entries_of(stack).map(|(_, entry)| &entry.row)
    }

    /// A plan.
    pub fn plan(&self, id: PlanId) -> Option<&Arc<Plan>> {
        self.plans.get(&id)
    }

    /// The steps of an operation, by index.
    pub fn steps(&self, operation: OperationId) -> &[StepRow] {
        self.operation_entry(operation).map_or(&[], |entry| &entry.steps)
    }

    /// The journal of an operation, oldest first.
    pub fn journal(&self, operation: OperationId) -> &[JournalEntry] {
        self.operation_entry(operation).map_or(&[], |entry| &entry.journal)
    }

    /// A record.
    pub fn incarnation(&self, id: IncarnationId) -> Option<&Arc<Incarnation>> {
        self.incarnations.get(&id).map(|(_, record)| record)
    }

    /// The records of a tree, gone ones included, in the order of their making.
    pub fn incarnations(&self, root: StackId) -> impl DoubleEndedIterator<Item = &Arc<Incarnation>> {
        self.trees.get(&root).into_iter().flat_map(|tree| &tree.records).filter_map(|id| self.incarnation(*id))
    }

    /// All events, oldest first.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The snapshots of a root stack, oldest first.
    pub fn snapshots(&self, stack: StackId) -> impl DoubleEndedIterator<Item = &Snapshot> {
        self.snapshots.values().filter(move |snapshot| snapshot.stack == stack)
    }

    /// The engines, whether they report or not.
    pub fn engines(&self) -> impl Iterator<Item = &EngineRow> {
        self.engines.values()
    }

    pub(super) fn operation_entry(&self, id: OperationId) -> Option<&OperationEntry> {
        self.operation_ids.get(&id).and_then(|seq| self.operations.get(seq))
    }

    pub(super) fn entries_of(&self, stack: StackId) -> impl DoubleEndedIterator<Item = (u64, &OperationEntry)> {
        let seqs = self.operations_of.get(&stack).map_or(&[][..], Vec::as_slice);
        seqs.iter().filter_map(|seq| self.operations.get(seq).map(|entry| (*seq, entry)))
    }

    pub(super) fn snapshot_place(&self, id: SnapshotId) -> Option<u64> {
        self.snapshots.iter().find(|(_, snapshot)| snapshot.id == id).map(|(place, _)| *place)
    }

    pub(super) fn count(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }
}
