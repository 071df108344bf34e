//! Doing a commit that was found to be right: nothing here can fail.

use super::rows::{OperationEntry, Rows};
use super::trim;
use crate::rule::{self, Counts, Lane};
use crate::work::Committed;
use model::event::Event;
use model::incarnation::Incarnation;
use model::operation::Operation;
use model::plan::Plan;
use model::stack::Stack;
use model::step::{StepRow, StepStatus};
use model::write::Write;
use model::{EngineId, OperationId, PlanId, StackId, Timestamp};
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// Does what [`super::check::check`] let through.
pub(super) fn apply(rows: &mut Rows, now: Timestamp, writes: Vec<Write>) -> Committed {
    let mut commit = Commit { rows, now, woke: false, touched: Vec::new() };
    for write in writes {
        commit.write(write);
    }
    let Commit { rows, woke, touched, .. } = commit;
    let idle = |seq: &u64| {
        let entry = rows.operations.get(seq)?;
        let decided = entry.active && !rule::needs_decision(entry.row.phase);
        (decided && entry.counts.is_idle(entry.row.halting)).then_some(entry.row.id)
    };
    Committed { woke, idle: touched.iter().filter_map(idle).collect() }
}

/// Makes the running steps of some engines ready again; tells how many.
pub(super) fn free(rows: &mut Rows, now: Timestamp, lost: impl Fn(&EngineId) -> bool) -> u64 {
    let steps: Vec<_> = rows.running.iter().filter(|(owner, ..)| lost(owner)).copied().collect();
    let mut commit = Commit { rows, now, woke: false, touched: Vec::new() };
    for (_, seq, index) in &steps {
        commit.change_step(*seq, *index, |row| {
            row.status = StepStatus::Ready;
            row.owner = None;
        });
    }
    steps.len() as u64
}

/// Makes a step that can be claimed the engine's own.
pub(super) fn take(rows: &mut Rows, now: Timestamp, seq: u64, index: u32, engine: EngineId) -> Option<StepRow> {
    let mut commit = Commit { rows, now, woke: false, touched: Vec::new() };
    let claim = |row: &mut StepRow| {
        row.status = StepStatus::Running;
        row.owner = Some(engine);
        row.claims += 1;
        row.started_at = row.started_at.or(Some(now));
    };
    commit.change_step(seq, index, claim).cloned()
}

struct Commit<'a> {
    rows: &'a mut Rows,
    now: Timestamp,
    woke: bool,
    touched: Vec<u64>,
}

impl Commit<'_> {
    fn write(&mut self, write: Write) {
        match write {
            Write::Stack(stack) => self.stack(*stack),
            Write::ForgetTree(root) => self.forget(root),
            Write::Submission(id, submission) => {
                self.rows.submissions.entry(id).or_insert_with(|| Arc::from(submission));
            }
            Write::Revision(revision) => {
                self.rows.revisions.insert((revision.stack, revision.number), *revision);
            }
            Write::Bindings { stack, revision, bindings } => {
                self.rows.bindings.insert((stack, revision), Arc::from(bindings));
            }
            Write::Operation(operation) => self.operation(*operation),
            Write::Plan(plan) => self.plan(plan),
            Write::Steps { operation, plan } => self.lay_out(operation, plan),
            Write::Step { row, release } => self.step(*row, &release),
            Write::Incarnation(record) => self.incarnation(*record),
            Write::Journal(entry) => {
                if let Some(operation) = self.entry(entry.operation) {
                    operation.journal.push(entry);
                }
            }
            Write::Event(event) => self.event(*event),
            Write::Snapshot(snapshot) => {
                let place = self.rows.snapshot_place(snapshot.id);
                let place = place.unwrap_or_else(|| self.rows.count());
                self.rows.snapshots.insert(place, *snapshot);
            }
            Write::DeleteSnapshot(id) => {
                if let Some(place) = self.rows.snapshot_place(id) {
                    self.rows.snapshots.remove(&place);
                }
            }
            Write::DeleteOperation(id) => trim::operation(self.rows, id),
            Write::TrimPlans { stack, kept, newest } => trim::plans(self.rows, stack, &kept, newest),
            Write::TrimEvents { root, newest } => trim::events(self.rows, root, newest),
            Write::DeleteRevision { stack, revision } => {
                self.rows.bindings.remove(&(stack, revision));
                if let Some(gone) = self.rows.revisions.remove(&(stack, revision)) {
                    self.drop_unused([gone.submission]);
                }
            }
        }
    }

    fn entry(&mut self, id: OperationId) -> Option<&mut OperationEntry> {
        let seq = self.rows.operation_ids.get(&id)?;
        self.rows.operations.get_mut(seq)
    }

    fn stack(&mut self, mut stack: Stack) {
        let id = stack.id;
        let is_root = stack.is_root();
        if let Some((_, old)) = self.rows.stacks.get_mut(&id) {
            stack.version = old.version + 1;
            *old = stack;
        } else {
            stack.version = 1;
            let place = self.rows.count();
            self.rows.stacks.insert(id, (place, stack));
            self.rows.stack_order.insert(place, id);
        }
        if is_root {
            self.settle_ownership(id);
        }
    }

    fn operation(&mut self, operation: Operation) {
        let (id, stack) = (operation.id, operation.stack);
        let seq = match self.rows.operation_ids.get(&id).copied() {
            Some(seq) => {
                self.reopen(seq, |entry| entry.row = operation);
                seq
            }
            None => {
                let seq = self.rows.count();
                self.rows.operation_ids.insert(id, seq);
                self.rows.operations_of.entry(stack).or_default().push(seq);
                let (steps, journal, counts) = (Vec::new(), Vec::new(), Counts::default());
                self.rows
                    .operations
                    .insert(seq, OperationEntry { row: operation, active: false, counts, steps, journal });
                seq
            }
        };
        self.touch(seq);
        self.settle_ownership(stack);
    }

    fn touch(&mut self, seq: u64) {
        if !self.touched.contains(&seq) {
            self.touched.push(seq);
        }
    }

    /// Finds anew which operation of a stack is active.
    fn settle_ownership(&mut self, stack: StackId) {
        let Some((_, row)) = self.rows.stacks.get(&stack) else { return };
        let owner = row.operation.map(|id| (id, row.epoch));
        let is_active = |row: &Operation| owner == Some((row.id, row.epoch)) && !row.phase.is_final();
        let entries = self.rows.entries_of(stack).map(|(seq, entry)| (seq, entry.active, is_active(&entry.row)));
        let changed: Vec<(u64, bool)> =
            entries.filter(|(_, old, new)| old != new).map(|(seq, _, new)| (seq, new)).collect();
        for (seq, active) in changed {
            set(&mut self.rows.active, seq, active);
            self.reopen(seq, |entry| entry.active = active);
        }
    }

    /// Changes an operation, and gives its steps the lanes that they have then.
    fn reopen(&mut self, seq: u64, change: impl FnOnce(&mut OperationEntry)) {
        let rows = &mut *self.rows;
        let Some(entry) = rows.operations.get_mut(&seq) else { return };
        let (active, halting) = (entry.active, entry.row.halting);
        change(entry);
        for row in &entry.steps {
            let old = Lane::of(row.status, row.claims, active, halting);
            let new = Lane::of(row.status, row.claims, entry.active, entry.row.halting);
            if old != new {
                place(&mut rows.timed, &mut rows.open, (seq, row), old, false);
                place(&mut rows.timed, &mut rows.open, (seq, row), new, true);
                self.woke |= is_open(new, row.ready_at, self.now);
            }
        }
    }

    fn lay_out(&mut self, operation: OperationId, plan: PlanId) {
        let (Some(seq), Some(plan)) =
            (self.rows.operation_ids.get(&operation).copied(), self.rows.plans.get(&plan).cloned())
        else {
            return;
        };
        let old = self.rows.operations.get(&seq).map_or(0, |entry| entry.steps.len());
        for index in 0..old {
            self.move_step(seq, index as u32, -1);
        }
        let steps = fresh_steps(operation, &plan);
        let Some(entry) = self.rows.operations.get_mut(&seq) else { return };
        entry.counts = Counts::default();
        entry.steps = steps;
        for index in 0..plan.steps.len() {
            self.woke |= self.move_step(seq, index as u32, 1);
        }
        self.touch(seq);
    }

    fn step(&mut self, row: StepRow, release: &[u32]) {
        let Some(seq) = self.rows.operation_ids.get(&row.operation).copied() else { return };
        let ends = rule::is_end(row.status);
        let index = row.index;
        let mut had_ended = true;
        self.change_step(seq, index, |old| {
            had_ended = rule::is_end(old.status);
            *old = row;
        });
        self.touch(seq);
        if !ends || had_ended {
            return;
        }
        for next in release {
            self.change_step(seq, *next, |row| {
                row.waits = row.waits.saturating_sub(1);
                if row.waits == 0 && row.status == StepStatus::Pending {
                    row.status = StepStatus::Ready;
                }
            });
        }
    }

    /// Changes a step's row and moves the step to where it belongs then.
    fn change_step(&mut self, seq: u64, index: u32, change: impl FnOnce(&mut StepRow)) -> Option<&StepRow> {
        let was_open = self.move_step(seq, index, -1);
        change(self.rows.operations.get_mut(&seq)?.steps.get_mut(index as usize)?);
        self.woke |= self.move_step(seq, index, 1) && !was_open;
        self.rows.operations.get(&seq)?.steps.get(index as usize)
    }

    /// Counts a step in (1) or out (-1); tells whether it can be claimed at once.
    fn move_step(&mut self, seq: u64, index: u32, by: i64) -> bool {
        let rows = &mut *self.rows;
        let Some(entry) = rows.operations.get_mut(&seq) else { return false };
        let Some(row) = entry.steps.get(index as usize) else { return false };
        entry.counts.count(row.status, row.claims, by);
        if let (StepStatus::Running, Some(owner)) = (row.status, row.owner) {
            set(&mut rows.running, (owner, seq, index), by > 0);
        }
        let lane = Lane::of(row.status, row.claims, entry.active, entry.row.halting);
        place(&mut rows.timed, &mut rows.open, (seq, row), lane, by > 0);
        is_open(lane, row.ready_at, self.now)
    }

    fn incarnation(&mut self, mut record: Incarnation) {
        let id = record.id;
        record.generation += 1;
        let change = self.rows.count();
        let tree = self.rows.trees.entry(record.root).or_default();
        match self.rows.incarnations.get_mut(&id) {
            Some((changed, old)) => {
                tree.changes.remove(changed);
                (*changed, *old) = (change, Arc::new(record));
            }
            None => {
                tree.records.push(id);
                self.rows.incarnations.insert(id, (change, Arc::new(record)));
            }
        }
        tree.changes.insert(change, id);
    }

    fn plan(&mut self, plan: Box<Plan>) {
        let id = plan.id;
        if let Entry::Vacant(place) = self.rows.plans.entry(id) {
            place.insert(Arc::from(plan));
            self.rows.plan_order.push(id);
        }
    }

    fn event(&mut self, event: Event) {
        let place = self.rows.events.len();
        let mut fresh = false;
        self.rows.event_places.entry(event.id).or_insert_with(|| {
            fresh = true;
            place
        });
        if fresh {
            self.rows.events.push(event);
        }
    }

    fn forget(&mut self, root: StackId) {
        let rows = &mut *self.rows;
        let stacks: BTreeSet<StackId> =
            rows.stacks().filter(|stack| stack.root == root).map(|stack| stack.id).collect();
        rows.stack_order.retain(|_, id| !stacks.contains(id));
        rows.stacks.retain(|id, _| !stacks.contains(id));
        for seq in rows.operations_of.remove(&root).unwrap_or_default() {
            if let Some(entry) = rows.operations.remove(&seq) {
                rows.operation_ids.remove(&entry.row.id);
            }
            rows.active.remove(&seq);
            rows.open.retain(|(of, _)| *of != seq);
            rows.timed.retain(|(_, of, _)| *of != seq);
            rows.running.retain(|(_, of, _)| *of != seq);
        }
        rows.plans.retain(|_, plan| plan.stack != root);
        rows.plan_order.retain(|id| rows.plans.contains_key(id));
        rows.trees.remove(&root);
        rows.incarnations.retain(|_, (_, record)| record.root != root);
        rows.snapshots.retain(|_, snapshot| snapshot.stack != root);
        rows.bindings.retain(|(stack, _), _| *stack != root);
        rows.events.retain(|event| event.root != root);
        rows.event_places = rows.events.iter().enumerate().map(|(place, event)| (event.id, place)).collect();
        let submissions: Vec<_> = rows.revisions(root).map(|revision| revision.submission.clone()).collect();
        rows.revisions.retain(|(stack, _), _| *stack != root);
        self.drop_unused(submissions);
    }

    /// Drops those of some submissions that no revision refers to any more.
    fn drop_unused(&mut self, submissions: impl IntoIterator<Item = model::submission::SubmissionId>) {
        for id in submissions {
            if !self.rows.revisions.values().any(|revision| revision.submission == id) {
                self.rows.submissions.remove(&id);
            }
        }
    }
}

/// Puts a step into a lane, or takes it out.
fn place(
    timed: &mut BTreeSet<(Timestamp, u64, u32)>,
    open: &mut BTreeSet<(u64, u32)>,
    (seq, row): (u64, &StepRow),
    lane: Lane,
    present: bool,
) {
    match lane {
        Lane::Closed => {}
        Lane::Timed => set(timed, (row.ready_at, seq, row.index), present),
        Lane::Open => set(open, (seq, row.index), present),
    }
}

fn is_open(lane: Lane, ready_at: Timestamp, now: Timestamp) -> bool {
    match lane {
        Lane::Closed => false,
        Lane::Timed => ready_at <= now,
        Lane::Open => true,
    }
}

fn set<T: Ord>(set: &mut BTreeSet<T>, item: T, present: bool) {
    if present {
        set.insert(item);
    } else {
        set.remove(&item);
    }
}

/// The rows of a plan's steps before anything was done.
fn fresh_steps(operation: OperationId, plan: &Plan) -> Vec<StepRow> {
    let row = |(index, step): (usize, &model::plan::Step)| StepRow {
        operation,
        index: index as u32,
        status: if step.waits == 0 { StepStatus::Ready } else { StepStatus::Pending },
        waits: step.waits,
        owner: None,
        ready_at: Timestamp::default(),
        claims: 0,
        stage: None,
        started_at: None,
        failure: None,
    };
    plan.steps.iter().enumerate().map(row).collect()
}
