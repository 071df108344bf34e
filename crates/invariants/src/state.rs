//! One moment of a tree.

use crate::{Findings, Violation};
use model::goal::{StackAction, Status};
use model::incarnation::{Incarnation, Phase};
use model::journal::JournalEntry;
use model::operation::Operation;
use model::plan::Plan;
use model::revision::{Bindings, Outcome, Revision};
use model::stack::Stack;
use model::step::StepRow;
use model::{IncarnationId, ResourcePath};
use std::collections::{BTreeMap, BTreeSet};

/// What the store holds of one tree, and what the cloud has.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The root.
    pub root: &'a Stack,
    /// All living stacks of the tree, the root among them.
    pub stacks: &'a [Stack],
    /// Every record, also those that are gone.
    pub records: &'a [Incarnation],
    /// The root's revisions.
    pub revisions: &'a [Revision],
    /// Bindings of the head.
    pub head: Option<&'a Bindings>,
    /// The newest operation.
    pub operation: Option<&'a Operation>,
    /// Its plan.
    pub plan: Option<&'a Plan>,
    /// The rows of its steps.
    pub steps: &'a [StepRow],
    /// The journal of the tree, the oldest first.
    pub journal: &'a [JournalEntry],
    /// The objects that exist in the cloud; `None` if nobody looked.
    pub cloud: Option<&'a [CloudObject]>,
}

/// An object of the (simulated) cloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudObject {
    /// Its id.
    pub physical_id: String,
    /// The record that it was made for, as the cloud remembers it.
    pub marker: Option<IncarnationId>,
}

/// All that is wrong with a moment.
pub fn check_state(world: &World<'_>) -> Vec<Violation> {
    let mut found = Findings::default();
    slots(world, &mut found);
    heads(world, &mut found);
    owned(world, &mut found);
    complete(world, &mut found);
    steps(world, &mut found);
    found.0
}

/// A slot has at most one object, and what has a slot is not gone.
fn slots(world: &World<'_>, found: &mut Findings) {
    let mut taken: BTreeSet<&ResourcePath> = BTreeSet::new();
    let mut objects: BTreeMap<(&str, &str), &Incarnation> = BTreeMap::new();
    for record in world.records {
        if record.current {
            found.check(taken.insert(&record.path), "slots", || format!("{} has two objects", record.path));
            let there = !matches!(record.phase, Phase::Gone | Phase::Retained);
            found.check(there, "slots", || format!("{} has an object that is {}", record.path, record.phase));
        }
        if let Some(id) = record.physical_id.as_deref().filter(|_| record.may_exist() && !record.external) {
            let twin = objects.insert((record.concrete_type.as_str(), id), record);
            found.check(twin.is_none(), "slots", || format!("{id} has two records ({})", record.path));
        }
    }
}

/// The head is a complete revision, and no newer than what was attempted.
fn heads(world: &World<'_>, found: &mut Findings) {
    let Some(head) = world.root.head else { return };
    let revision = world.revisions.iter().find(|r| r.number == head);
    let complete = revision.is_none_or(|r| r.outcome == Outcome::Complete);
    found.check(complete, "head", || format!("the head {head} is not complete"));
    found.check(world.root.attempted >= Some(head), "head", || format!("the head {head} was never attempted"));
}

/// I2: every object that the service made is known to some record.
fn owned(world: &World<'_>, found: &mut Findings) {
    for object in world.cloud.unwrap_or_default() {
        let known = world.records.iter().any(|record| {
            let by_id = record.physical_id.as_deref() == Some(&object.physical_id) && record.phase != Phase::Gone;
            // A call whose answer nobody saw yet: the object is found by its marker.
            let open = matches!(record.phase, Phase::Creating | Phase::InDoubt | Phase::Deleting);
            by_id || (open && object.marker == Some(record.id))
        });
        found.check(known, "I2", || format!("object {} belongs to no record", object.physical_id));
    }
}

/// I5: a tree that says COMPLETE has every slot of its head bound to a live object, and nothing in it says otherwise.
fn complete(world: &World<'_>, found: &mut Findings) {
    let root = world.root;
    let rests = root.operation.is_none() && root.status == Status::Complete && root.deleted_at.is_none();
    let skips = world.operation.is_some_and(|operation| !operation.options.skip.is_empty());
    if !rests || skips || root.action == StackAction::Delete {
        return;
    }
    for record in world.records.iter().filter(|r| r.current) {
        let well = record.phase == Phase::Live && record.status == Status::Complete;
        let says = || format!("{} is {} {}_{}", record.path, record.phase, record.action, record.status);
        found.check(well, "I5", || format!("the stack is {} and {}", root.state(), says()));
    }
    for stack in world.stacks.iter().filter(|s| !s.is_root() && s.deleted_at.is_none()) {
        let held = world.records.iter().find(|r| r.physical_id.as_deref() == Some(&stack.id.to_string()));
        let wanted = held.is_some_and(|holder| holder.current);
        let well = !wanted || stack.status == Status::Complete;
        found.check(well, "I5", || format!("the stack is {} and {} is {}", root.state(), stack.path, stack.state()));
    }
    // A check or a suspend may follow an update that failed half-way: then the slots are not the head's.
    let converged = match root.action {
        StackAction::Create
        | StackAction::Adopt
        | StackAction::Update
        | StackAction::Rollback
        | StackAction::Restore => true,
        StackAction::Init
        | StackAction::Delete
        | StackAction::Check
        | StackAction::Suspend
        | StackAction::Resume
        | StackAction::Snapshot => false,
    };
    let head = world.head.filter(|_| converged);
    for (path, binding) in head.into_iter().flat_map(|head| &head.0) {
        let bound = world.records.iter().find(|r| r.id == binding.incarnation);
        let well = bound.is_some_and(|r| r.current && r.path == *path && r.phase == Phase::Live);
        found.check(well, "I5", || format!("the stack is {} and {path} has lost its object", root.state()));
    }
}

/// Counters of waits agree with the steps that have not ended, as long as the operation owns its stack.
fn steps(world: &World<'_>, found: &mut Findings) {
    let (Some(plan), Some(operation)) = (world.plan, world.operation) else { return };
    if world.steps.len() != plan.steps.len() || world.root.operation != Some(operation.id) {
        return;
    }
    let mut open = vec![0u32; plan.steps.len()];
    for (step, row) in plan.steps.iter().zip(world.steps) {
        let ended = is_end(row) && row.status != model::step::StepStatus::Failed;
        for next in step.next.iter().filter(|_| !ended) {
            if let Some(count) = open.get_mut(*next as usize) {
                *count += 1;
            }
        }
    }
    for (row, open) in world.steps.iter().zip(open) {
        found.check(row.waits == open, "steps", || format!("step {} waits for {}, not {open}", row.index, row.waits));
    }
}

/// Whether a step has ended.
pub(crate) fn is_end(row: &StepRow) -> bool {
    use model::step::StepStatus;
    match row.status {
        StepStatus::Done | StepStatus::Failed | StepStatus::Skipped => true,
        StepStatus::Pending | StepStatus::Ready | StepStatus::Running | StepStatus::Waiting => false,
    }
}

/// I8: when faults have stopped and nothing is due any more, the operation has ended and the stack says how.
pub fn check_end(world: &World<'_>) -> Vec<Violation> {
    let mut found = Findings::default();
    if let Some(operation) = world.operation {
        found.check(operation.phase.is_final(), "I8", || format!("the operation is still {}", operation.phase));
    }
    found.check(world.root.operation.is_none(), "I8", || "the stack still has an operation".to_owned());
    let still = |stack: &&Stack| stack.status == Status::InProgress && stack.deleted_at.is_none();
    for stack in world.stacks.iter().filter(still) {
        found.add("I8", format!("stack {:?} is still {}", stack.path.as_str(), stack.state()));
    }
    found.0
}
