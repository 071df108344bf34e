//! What an environment forbids to do to a resource: an update that would have to is refused before it begins.
//!
//! Where only a value that becomes known while running would make it necessary, the plan says so and the step fails if it comes to that. A
//! rollback is not held up: the way back to what was there must not be barred by what forbids change.

use crate::decide::{Nest, Slot};
use crate::input::Refusal;
use definition::Marks;
use model::Value;
use model::goal::Goal;
use model::hook::Restriction;
use model::plan::{Action, Reason};

/// Refuses what is forbidden.
pub(crate) fn check(goal: &Goal, marks: &Marks, slots: &mut [Slot]) -> Result<(), Refusal> {
    if marks.is_empty() || !is_restricted(goal) {
        return Ok(());
    }
    for slot in slots {
        let Some(restriction) = needed(slot) else { continue };
        let forbidden = marks.within(&slot.path.stack()).restrictions(slot.path.name());
        if !forbidden.contains(&restriction) {
            continue;
        }
        if is_certain(slot) {
            return Err(Refusal::Restricted { path: slot.path.clone(), restriction });
        }
        slot.verdict.notes.push(format!("{restriction} is restricted: it stops if it comes to that"));
    }
    Ok(())
}

/// Whether a goal heeds restrictions.
fn is_restricted(goal: &Goal) -> bool {
    match goal {
        Goal::Update | Goal::Restore { .. } => true,
        Goal::Create
        | Goal::Adopt
        | Goal::Rollback { .. }
        | Goal::Delete
        | Goal::Check
        | Goal::Suspend
        | Goal::Resume
        | Goal::Snapshot { .. }
        | Goal::Sweep => false,
    }
}

/// What a decision does to an object that is there.
fn needed(slot: &Slot) -> Option<Restriction> {
    match slot.verdict.action {
        Action::Replace | Action::ReplaceDeleteFirst => Some(Restriction::Replace),
        Action::Update | Action::UpdateDisruptive => Some(Restriction::Update),
        // What the definition says beside the properties counts as a part of the resource.
        Action::Rebind if slot.verdict.reason == Reason::PropertiesDiffer => Some(Restriction::Update),
        // Something in its stack changes.
        Action::Rebind if slot.nest != Nest::Leaf && slot.verdict.reason == Reason::DependencyChanges => {
            Some(Restriction::Update)
        }
        Action::Keep
        | Action::Skip
        | Action::Accept
        | Action::Retain
        | Action::Check
        | Action::Rebind
        | Action::Restore
        | Action::Create
        | Action::Delete
        | Action::Suspend
        | Action::Resume
        | Action::Snapshot => None,
    }
}

/// Whether it comes to that whatever the values are that are not known yet.
fn is_certain(slot: &Slot) -> bool {
    let known = |change: &model::value::diff::Change| !change.after.as_ref().is_some_and(Value::has_unknown);
    match slot.verdict.action {
        Action::Replace | Action::ReplaceDeleteFirst => slot.verdict.reason != Reason::ValueUnknown,
        _ => slot.verdict.changes.is_empty() || slot.verdict.changes.iter().any(known),
    }
}
