//! The laboratory's store: one tree in memory, with what the state machine writes applied in order.

use crate::cloud::Cloud;
use invariants::{CloudObject, Violation, World};
use model::goal::{StackAction, Status, SweepPolicy};
use model::incarnation::Incarnation;
use model::journal::JournalEntry;
use model::operation::Operation;
use model::plan::Plan;
use model::revision::{Bindings, Outcome, Revision};
use model::stack::Stack;
use model::step::{StepRow, StepStatus};
use model::submission::Submission;
use model::write::Write;
use model::{IncarnationId, ResourcePath, SeededIds, StackId, StackPath, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything.
#[derive(Clone)]
pub(crate) struct Store {
    pub(crate) root: Stack,
    pub(crate) nested: BTreeMap<StackId, Stack>,
    pub(crate) records: BTreeMap<IncarnationId, Incarnation>,
    /// Records in the order in which they were made: their number at their slot is their name.
    pub(crate) order: Vec<IncarnationId>,
    pub(crate) revisions: Vec<Revision>,
    pub(crate) bindings: BTreeMap<u32, Bindings>,
    pub(crate) submissions: BTreeMap<u32, Submission>,
    pub(crate) operation: Option<Operation>,
    pub(crate) plan: Option<Plan>,
    pub(crate) steps: Vec<StepRow>,
    pub(crate) journal: Vec<JournalEntry>,
    pub(crate) cloud: Cloud,
    pub(crate) now: Timestamp,
    pub(crate) ids: SeededIds,
    names: BTreeMap<IncarnationId, String>,
}

impl converge::Records for Store {
    fn get(&self, id: IncarnationId) -> Option<&Incarnation> {
        self.records.get(&id)
    }

    fn current(&self, path: &ResourcePath) -> Option<&Incarnation> {
        self.records.values().find(|r| r.current && r.path == *path)
    }

    fn all(&self) -> Box<dyn Iterator<Item = &Incarnation> + '_> {
        Box::new(self.order.iter().filter_map(|id| self.records.get(id)))
    }
}

impl Store {
    pub(crate) fn new(seed: u64) -> Self {
        let mut ids = SeededIds::new(seed);
        let id = StackId::draw(&mut ids);
        let root = Stack {
            id,
            project: "lab".to_owned(),
            name: "lab".to_owned(),
            root: id,
            parent: None,
            path: StackPath::root(),
            action: StackAction::Init,
            status: Status::Complete,
            status_reason: String::new(),
            created_at: Timestamp(0),
            updated_at: None,
            deleted_at: None,
            tags: Vec::new(),
            timeout_mins: None,
            disable_rollback: true,
            owner: "operator".to_owned(),
            sweep: SweepPolicy::Immediate,
            sweep_after_secs: 3600,
            limit: None,
            head: None,
            attempted: None,
            operation: None,
            epoch: 0,
            version: 0,
        };
        Self {
            root,
            nested: BTreeMap::new(),
            records: BTreeMap::new(),
            order: Vec::new(),
            revisions: Vec::new(),
            bindings: BTreeMap::new(),
            submissions: BTreeMap::new(),
            operation: None,
            plan: None,
            steps: Vec::new(),
            journal: Vec::new(),
            cloud: Cloud::default(),
            now: Timestamp(1_000_000),
            ids,
            names: BTreeMap::new(),
        }
    }

    /// Lets a second pass.
    pub(crate) fn tick(&mut self) {
        self.now = Timestamp(self.now.0 + 1_000_000);
    }

    /// What people call an object: its slot and its number there.
    pub(crate) fn name(&self, id: IncarnationId) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// The record that people call so, or that has the slot of this path.
    pub(crate) fn find(&self, name: &str) -> Option<&Incarnation> {
        let named = self.names.iter().find(|(_, known)| *known == name).and_then(|(id, _)| self.records.get(id));
        named.or_else(|| converge::Records::current(self, &ResourcePath::new(name)))
    }

    /// Keeps a record; a new one gets its name.
    pub(crate) fn keep(&mut self, mut record: Incarnation) {
        match self.records.get(&record.id) {
            Some(old) => record.generation = old.generation + 1,
            None => {
                let number = self
                    .names
                    .values()
                    .filter(|n| n.rsplit_once('#').is_some_and(|(p, _)| p == record.path.as_str()))
                    .count();
                self.names.insert(record.id, format!("{}#{}", record.path, number + 1));
                self.order.push(record.id);
            }
        }
        self.records.insert(record.id, record);
    }

    /// Applies what the state machine wrote.
    pub(crate) fn apply(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write {
                Write::Stack(stack) if stack.is_root() => self.root = *stack,
                Write::Stack(stack) => {
                    self.nested.insert(stack.id, *stack);
                }
                Write::Incarnation(record) => self.keep(*record),
                Write::Revision(revision) => match self.revisions.iter_mut().find(|r| r.number == revision.number) {
                    Some(old) => *old = *revision,
                    None => self.revisions.push(*revision),
                },
                Write::Bindings { revision, bindings, .. } => {
                    self.bindings.insert(revision, *bindings);
                }
                Write::Operation(operation) => self.operation = Some(*operation),
                Write::Journal(entry) => self.journal.push(entry),
                Write::Step { row, release } => self.step(*row, &release),
                Write::Plan(_)
                | Write::Steps { .. }
                | Write::ForgetTree(_)
                | Write::Submission(..)
                | Write::Event(_)
                | Write::Snapshot(_)
                | Write::DeleteSnapshot(_)
                | Write::DeleteOperation(_)
                | Write::TrimPlans { .. }
                | Write::TrimEvents { .. }
                | Write::DeleteRevision { .. } => {}
            }
        }
    }

    fn step(&mut self, row: StepRow, release: &[u32]) {
        let index = row.index as usize;
        let ended = |status| matches!(status, StepStatus::Done | StepStatus::Failed | StepStatus::Skipped);
        let before = self.steps.get(index).is_some_and(|old| ended(old.status));
        let releases = ended(row.status) && !before;
        if let Some(old) = self.steps.get_mut(index) {
            *old = row;
        }
        for next in release.iter().filter(|_| releases) {
            if let Some(row) = self.steps.get_mut(*next as usize) {
                row.waits = row.waits.saturating_sub(1);
                if row.waits == 0 && row.status == StepStatus::Pending {
                    row.status = StepStatus::Ready;
                }
            }
        }
    }

    /// Lays out the steps of a plan.
    pub(crate) fn lay_out(&mut self, operation: &Operation, plan: Plan) {
        let row = |step: &model::plan::Step| StepRow {
            operation: operation.id,
            index: step.index,
            status: if step.waits == 0 { StepStatus::Ready } else { StepStatus::Pending },
            waits: step.waits,
            owner: None,
            ready_at: Timestamp(0),
            claims: 0,
            stage: None,
            started_at: None,
            failure: None,
        };
        self.steps = plan.steps.iter().map(row).collect();
        self.plan = Some(plan);
    }

    /// The newest complete revision other than the attempted one.
    pub(crate) fn previous(&self) -> Option<u32> {
        let complete = self.revisions.iter().filter(|r| r.outcome == Outcome::Complete);
        complete.map(|r| r.number).filter(|n| Some(*n) != self.root.attempted).max()
    }

    pub(crate) fn shared(&self) -> Vec<Arc<Incarnation>> {
        self.records.values().map(|r| Arc::new(r.clone())).collect()
    }

    /// A moment, for the invariants.
    pub(crate) fn moment(&self) -> Moment {
        Moment {
            stacks: std::iter::once(&self.root).chain(self.nested.values()).cloned().collect(),
            records: converge::Records::all(self).cloned().collect(),
            store: Box::new(self.clone()),
            cloud: self.cloud.objects(),
        }
    }
}

/// One moment of the laboratory.
pub(crate) struct Moment {
    stacks: Vec<Stack>,
    records: Vec<Incarnation>,
    store: Box<Store>,
    cloud: Vec<CloudObject>,
}

impl Moment {
    fn world(&self) -> World<'_> {
        let store = &self.store;
        World {
            root: &store.root,
            stacks: &self.stacks,
            records: &self.records,
            revisions: &store.revisions,
            head: store.root.head.and_then(|head| store.bindings.get(&head)),
            operation: store.operation.as_ref(),
            plan: store.plan.as_ref(),
            steps: &store.steps,
            journal: &store.journal,
            cloud: Some(&self.cloud),
        }
    }

    /// What is wrong with this moment, and with the way to it from an earlier one.
    pub(crate) fn check(&self, before: Option<&Moment>, target: Option<&Bindings>) -> Vec<Violation> {
        let world = self.world();
        let mut found = invariants::check_state(&world);
        if let Some(before) = before {
            found.extend(invariants::check_change(&before.world(), &world, target));
        }
        found
    }

    /// What is wrong when nothing goes on any more.
    pub(crate) fn check_end(&self) -> Vec<Violation> {
        invariants::check_end(&self.world())
    }
}
