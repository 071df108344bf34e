//! Which nested stacks are begun and ended: those of which something changes, and no others.

use crate::decide::{Nest, Slot};
use crate::leftovers::Loose;
use model::goal::Status;
use model::incarnation::Phase;
use model::plan::{Action, Reason, Work};
use std::collections::HashMap;

/// Marks the holders of stacks in which something changes, from the inside out.
pub(crate) fn touch(slots: &mut [Slot], loose: &[Loose]) {
    let mut touched = vec![false; slots.len()];
    mark_removals(slots, loose, &mut touched);
    for n in (0..slots.len()).rev() {
        let Some(slot) = slots.get_mut(n) else { continue };
        let inside = touched.get(n).copied().unwrap_or(false);
        let changes = own_change(slot);
        if let Nest::Open { touched } = &mut slot.nest {
            *touched = inside || changes;
            if inside && slot.verdict.action == Action::Keep {
                slot.verdict.action = Action::Rebind;
                slot.verdict.reason = Reason::DependencyChanges;
                slot.verdict.notes.push("something in its stack changes".to_owned());
            }
        }
        let stirs = inside || !matches!(slot.verdict.action, Action::Keep | Action::Accept | Action::Skip);
        if let Some(mark) = slot.holder.filter(|_| stirs).and_then(|holder| touched.get_mut(holder)) {
            *mark = true;
        }
    }
}

/// A slot that a stack loses changes the stack. What lost its slot earlier does not.
fn mark_removals(slots: &[Slot], loose: &[Loose], touched: &mut [bool]) {
    let removed = |l: &&Loose| l.record.current && matches!(l.action, Action::Delete | Action::Retain);
    if !loose.iter().any(|l| removed(&l)) {
        return;
    }
    let holders = slots.iter().enumerate().filter(|(_, slot)| slot.nest != Nest::Leaf);
    let holders = holders.filter_map(|(n, slot)| Some((slot.record.physical_id.as_deref()?, n)));
    let holders: HashMap<_, _> = holders.collect();
    for l in loose.iter().filter(removed) {
        let holder = holders.get(l.record.stack.to_string().as_str());
        if let Some(mark) = holder.and_then(|n| touched.get_mut(*n)) {
            *mark = true;
        }
    }
}

/// Whether the stack itself has to be begun and ended, whatever is inside. A stack that is only recorded as failed gets its state
/// back in this way.
fn own_change(slot: &mut Slot) -> bool {
    match slot.verdict.action {
        Action::Create | Action::Replace | Action::ReplaceDeleteFirst | Action::Update | Action::UpdateDisruptive => {
            true
        }
        Action::Rebind if slot.verdict.reason == Reason::Renamed => {
            slot.record.phase != Phase::Live || slot.record.status != Status::Complete
        }
        Action::Rebind => {
            let in_place = slot.record.current && slot.record.path == slot.path && slot.record.may_exist();
            if in_place && matches!(slot.verdict.work, Some(Work::Rebind { .. })) && slot.nest != Nest::Leaf {
                slot.verdict.work = None;
            }
            true
        }
        Action::Restore => true,
        Action::Check | Action::Suspend | Action::Resume | Action::Snapshot => true,
        Action::Keep | Action::Skip | Action::Accept | Action::Retain | Action::Delete => false,
    }
}
