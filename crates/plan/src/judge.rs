//! The verdict on the whole: class, limit, consent, what stays different, what is in the way, how much more exists for a while.

use crate::decide::Slot;
use crate::input::PlanInput;
use crate::leftovers::Loose;
use indexmap::IndexMap;
use model::goal::{Class, Goal, Options};
use model::plan::{Action, PlannedResource};
use model::stack::Stack;
use model::value::diff::Change;

/// The worst class that needs no consent; `None` if nothing does.
pub(crate) fn limit(input: &PlanInput<'_>) -> Option<Class> {
    input.limit.or_else(|| default_limit(input.goal, input.stack))
}

/// The goal's own limit. A rollback to the head undoes what the failed update did, and may interrupt for that; any other rollback asks.
fn default_limit(goal: &Goal, stack: &Stack) -> Option<Class> {
    match goal {
        Goal::Rollback { to } if *to == stack.head => Some(Class::Disruptive),
        Goal::Rollback { .. } => Some(Class::Safe),
        Goal::Update | Goal::Restore { .. } => stack.limit,
        Goal::Create
        | Goal::Adopt
        | Goal::Delete
        | Goal::Check
        | Goal::Suspend
        | Goal::Resume
        | Goal::Snapshot { .. }
        | Goal::Sweep => None,
    }
}

/// The classes above the limit that were not allowed.
pub(crate) fn consent(resources: &[PlannedResource], limit: Option<Class>, options: &Options) -> Vec<Class> {
    let Some(limit) = limit else { return Vec::new() };
    let mut needed: Vec<Class> = resources.iter().flat_map(PlannedResource::classes).collect();
    needed.retain(|class| *class > limit && !options.allow.contains(class));
    needed.sort_unstable();
    needed.dedup();
    needed
}

/// What the plan shows of each object: slots first, then objects without one.
pub(crate) fn resources(slots: &[Slot], loose: &[Loose]) -> Vec<PlannedResource> {
    let slots = slots.iter().map(of_slot);
    slots.chain(loose.iter().map(of_loose)).collect()
}

fn of_slot(slot: &Slot) -> PlannedResource {
    let verdict = &slot.verdict;
    PlannedResource {
        path: slot.path.clone(),
        type_name: slot.type_name.clone(),
        concrete_type: slot.concrete_type.clone(),
        action: verdict.action,
        reason: verdict.reason,
        class: verdict.class,
        incarnation: slot.record.id,
        replaces: slot.replaces.as_ref().map(|old| old.id),
        physical_id: slot.record.physical_id.clone(),
        changes: verdict.changes.iter().map(Change::masked).collect(),
        hands_over: verdict.hands_over,
        milder: verdict.milder.clone(),
        notes: verdict.notes.clone(),
    }
}

fn of_loose(loose: &Loose) -> PlannedResource {
    let record = &loose.record;
    PlannedResource {
        path: record.path.clone(),
        type_name: record.type_name.clone(),
        concrete_type: record.concrete_type.clone(),
        action: loose.action,
        reason: loose.reason,
        class: loose.class,
        incarnation: record.id,
        replaces: None,
        physical_id: record.physical_id.clone(),
        changes: Vec::new(),
        hands_over: loose.hands_over,
        milder: None,
        notes: loose.notes.clone(),
    }
}

/// How many objects of each type exist at most beyond those that exist now: what is made before the commit, less what is deleted first.
pub(crate) fn peak(resources: &[PlannedResource]) -> IndexMap<String, u32> {
    let mut peak = IndexMap::new();
    for resource in resources {
        match resource.action {
            Action::Create | Action::Replace => *peak.entry(resource.concrete_type.clone()).or_insert(0) += 1,
            Action::Keep
            | Action::Skip
            | Action::Accept
            | Action::Retain
            | Action::Check
            | Action::Rebind
            | Action::Restore
            | Action::Update
            | Action::UpdateDisruptive
            | Action::Delete
            | Action::ReplaceDeleteFirst
            | Action::Suspend
            | Action::Resume
            | Action::Snapshot => {}
        }
    }
    peak
}
