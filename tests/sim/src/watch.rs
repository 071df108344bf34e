//! Looks at the store and the cloud after every commit: every invariant, on every tree.

use crate::cloud;
use invariants::{CloudObject, Violation, World};
use model::goal::{Goal, StackAction};
use model::incarnation::{Incarnation, Phase};
use model::journal::JournalEntry;
use model::operation::Operation;
use model::plan::Plan;
use model::revision::{Bindings, Revision};
use model::stack::Stack;
use model::step::StepRow;
use model::value::Value;
use model::{IncarnationId, OperationId, StackId};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::MemoryStore;
use store::memory::Rows;

/// One moment of a tree, owned.
#[derive(Clone, Debug)]
struct Moment {
    root: Stack,
    stacks: Vec<Stack>,
    records: Vec<Incarnation>,
    revisions: Vec<Revision>,
    head: Option<Arc<Bindings>>,
    operation: Option<Operation>,
    plan: Option<Arc<Plan>>,
    steps: Vec<StepRow>,
    journal: Vec<JournalEntry>,
    /// How many of them each operation has. Old operations are forgotten.
    notes: Vec<(OperationId, usize)>,
    target: Option<Arc<Bindings>>,
}

/// Who looks.
pub struct Watch {
    cloud: cloud::World,
    before: BTreeMap<StackId, Moment>,
    /// What was found.
    pub found: Vec<Violation>,
    /// How many commits were looked at.
    pub looks: u64,
    /// What each commit changed, if asked for.
    pub notes: Option<Vec<String>>,
}

impl Watch {
    /// A watch over a cloud and whatever store it is shown.
    pub fn new(cloud: cloud::World) -> Self {
        Self { cloud, before: BTreeMap::new(), found: Vec::new(), looks: 0, notes: None }
    }

    /// Looks at the moment after a commit.
    pub fn look(&mut self, store: &MemoryStore) {
        if !self.found.is_empty() {
            return;
        }
        self.looks += 1;
        let now = store.inspect(moments);
        for (id, mut moment) in now {
            moment.order_notes(self.before.get(&id));
            if let Some(notes) = &mut self.notes {
                notes.extend(moment.changes(self.before.get(&id)));
            }
            let objects = store.inspect(|rows| own(rows, id, self.cloud.objects()));
            let after = moment.world(Some(&objects));
            self.found.extend(invariants::check_state(&after));
            if let Some(old) = self.before.get(&id) {
                let before = old.world(None);
                self.found.extend(invariants::check_change(&before, &after, moment.target.as_deref()));
            }
            self.before.insert(id, moment);
        }
    }

    /// What there is, for people.
    pub fn tell(&self) -> Vec<String> {
        self.before.values().flat_map(Moment::tell).collect()
    }

    /// Looks at the end, when nothing goes on any more.
    pub fn look_last(&mut self, store: &MemoryStore) {
        for (id, moment) in &store.inspect(moments) {
            let objects = store.inspect(|rows| own(rows, *id, self.cloud.objects()));
            let end = moment.world(Some(&objects));
            self.found.extend(invariants::check_state(&end));
            self.found.extend(invariants::check_end(&end));
            self.truth(moment);
        }
    }

    /// Looks at what is left when every stack was deleted. What is retained may keep what it uses alive.
    pub fn look_at_remains(&mut self, store: &MemoryStore) {
        let moments = store.inspect(moments);
        let mut records = moments.values().flat_map(|moment| &moment.records);
        if records.any(|record| record.phase == Phase::Retained) {
            return;
        }
        for moment in moments.values().filter(|moment| moment.root.deleted_at.is_none()) {
            let what =
                format!("the stack is {} and cannot be deleted: {}", moment.root.state(), moment.root.status_reason);
            self.found.push(Violation { rule: "remains", what });
        }
        for object in self.cloud.objects() {
            let what = format!("object {} is left", object.physical_id);
            self.found.push(Violation { rule: "remains", what });
        }
    }

    /// P1: what the records say about objects of the cloud is so.
    fn truth(&mut self, moment: &Moment) {
        let rests = moment.root.status == model::goal::Status::Complete && moment.root.deleted_at.is_none();
        for record in moment.records.iter().filter(|r| rests && r.current && r.concrete_type.starts_with("Sim::")) {
            let body = record.physical_id.as_deref().and_then(|id| self.cloud.body(id));
            let Some(body) = body else {
                if record.physical_id.as_deref().is_some_and(|id| self.cloud.was_lost(id)) {
                    continue;
                }
                self.found
                    .push(Violation { rule: "P1", what: format!("the object of {} does not exist", record.path) });
                continue;
            };
            // A check or a suspend may follow a change that did not end; what it may have left is recorded.
            let said: Vec<&Value> =
                std::iter::once(&record.applied).chain(&record.attempted).chain(&record.doubts).collect();
            let converged = !matches!(
                moment.root.action,
                StackAction::Check | StackAction::Suspend | StackAction::Resume | StackAction::Snapshot
            );
            if converged && said.len() > 1 {
                let what = format!("{} may have something else than is wanted", record.path);
                self.found.push(Violation { rule: "P1", what });
            }
            for key in ["size", "uses", "label"] {
                let is = body.get(key).cloned().unwrap_or_default();
                if !said.iter().any(|said| said.get(key).cloned().unwrap_or_default().same(&is)) {
                    let what = format!("{}.{key} is {is:?} and was said to be one of {said:?}", record.path);
                    self.found.push(Violation { rule: "P1", what });
                }
            }
        }
    }
}

/// The objects that were made for a tree, or for nobody.
fn own(rows: &Rows, root: StackId, mut objects: Vec<CloudObject>) -> Vec<CloudObject> {
    let maker = |object: &CloudObject| object.marker.and_then(|id| rows.incarnation(id)).map(|record| record.root);
    objects.retain(|object| maker(object).is_none_or(|maker| maker == root));
    objects
}

/// The beginning of an id.
fn short(id: &IncarnationId) -> String {
    id.to_string().chars().take(8).collect()
}

fn moments(rows: &Rows) -> BTreeMap<StackId, Moment> {
    rows.stacks().filter(|stack| stack.is_root()).map(|root| (root.id, Moment::of(rows, root))).collect()
}

impl Moment {
    fn of(rows: &Rows, root: &Stack) -> Self {
        let operation = rows.operations_of(root.id).last().cloned();
        let plan = operation.as_ref().and_then(|op| op.plan).and_then(|plan| rows.plan(plan).cloned());
        let target = match operation.as_ref().map(|op| &op.goal) {
            Some(Goal::Rollback { to: Some(revision) }) => rows.bindings(root.id, *revision).cloned(),
            _ => None,
        };
        Self {
            root: root.clone(),
            stacks: rows.stacks().filter(|s| s.root == root.id && s.deleted_at.is_none()).cloned().collect(),
            records: rows.incarnations(root.id).map(|record| (**record).clone()).collect(),
            revisions: rows.revisions(root.id).cloned().collect(),
            head: root.head.and_then(|head| rows.bindings(root.id, head).cloned()),
            steps: operation.as_ref().map(|op| rows.steps(op.id).to_vec()).unwrap_or_default(),
            journal: rows.operations_of(root.id).flat_map(|op| rows.journal(op.id)).cloned().collect(),
            notes: rows.operations_of(root.id).map(|op| (op.id, rows.journal(op.id).len())).collect(),
            operation,
            plan,
            target,
        }
    }

    /// The journal in the order in which it was written, given the moment before.
    fn order_notes(&mut self, before: Option<&Self>) {
        let mut ordered = before.map(|before| before.journal.clone()).unwrap_or_default();
        let mut at = 0;
        for (operation, count) in &self.notes {
            let old = before.and_then(|before| before.notes.iter().find(|(old, _)| old == operation));
            let seen = old.map_or(0, |(_, seen)| *seen);
            ordered.extend(self.journal.iter().skip(at + seen).take(count - seen).cloned());
            at += count;
        }
        self.journal = ordered;
    }

    /// What has changed since another moment, for people.
    fn changes(&self, before: Option<&Self>) -> Vec<String> {
        let old: Vec<String> = before.map(|before| before.rows().collect()).unwrap_or_default();
        self.rows().filter(|row| !old.contains(row)).map(|row| format!("          {row}")).collect()
    }

    /// Everything that a commit may change, one line each.
    fn rows(&self) -> impl Iterator<Item = String> {
        let stacks =
            self.stacks.iter().map(|s| format!("stack {:?} {} {}", s.path.as_str(), s.state(), s.status_reason));
        let operation = self.operation.iter().map(|op| {
            format!("{:?} {} epoch {} halting {} failure {:?}", op.goal, op.phase, op.epoch, op.halting, op.failure)
        });
        let records = self.records.iter().map(|r| {
            let (id, size) = (short(&r.id), |value: &Value| value.get("size").and_then(Value::as_int));
            let tried: Vec<_> = r.attempted.iter().chain(&r.doubts).map(size).collect();
            let (state, has) =
                (format!("{} {}_{} current {}", r.phase, r.action, r.status, r.current), size(&r.applied));
            format!("{id} {} {state} {:?} size {has:?} tried {tried:?}", r.path, r.physical_id)
        });
        let notes = self.journal.iter().enumerate().map(|(n, e)| {
            format!(
                "note {n} {} step {} epoch {} {:?}",
                e.incarnation.as_ref().map(short).unwrap_or_default(),
                e.step,
                e.epoch,
                e.note
            )
        });
        let steps = self.plan.iter().flat_map(|plan| plan.steps.iter().zip(&self.steps)).map(|(step, row)| {
            format!("step {} {:?} {:?} {} {:?}", step.index, step.path, step.work, row.status, row.failure)
        });
        stacks.chain(operation).chain(records).chain(steps).chain(notes)
    }

    /// What there is, for people.
    fn tell(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{} {} epoch {} head {:?}",
            self.root.name,
            self.root.state(),
            self.root.epoch,
            self.root.head
        )];
        lines.extend(
            self.stacks.iter().map(|s| format!("  stack {:?} {} {}", s.path.as_str(), s.state(), s.status_reason)),
        );
        if let Some(op) = &self.operation {
            lines.push(format!("  {:?} {} halting {} failure {:?}", op.goal, op.phase, op.halting, op.failure));
        }
        for r in &self.records {
            lines.push(format!(
                "  {} {} {} {} {}_{} current {} id {:?} replaces {:?} blocked {}",
                short(&r.id),
                r.path,
                r.concrete_type,
                r.phase,
                r.action,
                r.status,
                r.current,
                r.physical_id,
                r.replaces.as_ref().map(short),
                r.delete_blocked_by.is_some(),
            ));
        }
        if let Some(plan) = &self.plan {
            for e in &plan.resources {
                lines.push(format!(
                    "  plan {} {} {} {}",
                    e.path,
                    e.action,
                    e.reason,
                    e.incarnation.to_string().chars().take(8).collect::<String>()
                ));
            }
            for (step, row) in plan.steps.iter().zip(&self.steps) {
                lines.push(format!(
                    "  step {} {:?} {:?} {} waits {} next {:?} {:?}",
                    step.index, step.path, step.work, row.status, row.waits, step.next, row.failure
                ));
            }
        }
        for e in &self.journal {
            lines.push(format!(
                "  journal {} step {} epoch {} {:?}",
                e.incarnation.map(|i| i.to_string().chars().take(8).collect::<String>()).unwrap_or_default(),
                e.step,
                e.epoch,
                e.note
            ));
        }
        lines
    }

    fn world<'a>(&'a self, cloud: Option<&'a [CloudObject]>) -> World<'a> {
        World {
            root: &self.root,
            stacks: &self.stacks,
            records: &self.records,
            revisions: &self.revisions,
            head: self.head.as_deref(),
            operation: self.operation.as_ref(),
            plan: self.plan.as_deref(),
            steps: &self.steps,
            journal: &self.journal,
            cloud,
        }
    }
}
