//! Forgetting what is old.

use super::rows::Rows;
use model::{OperationId, PlanId, StackId};
use std::collections::{BTreeMap, BTreeSet};

/// Forgets an operation that has ended.
pub(super) fn operation(rows: &mut Rows, id: OperationId) {
    let Some(seq) = rows.operation_ids.get(&id).copied() else { return };
    if rows.operations.get(&seq).is_none_or(|entry| entry.active || !entry.row.phase.is_final()) {
        return;
    }
    rows.operation_ids.remove(&id);
    let Some(entry) = rows.operations.remove(&seq) else { return };
    if let Some(list) = rows.operations_of.get_mut(&entry.row.stack) {
        list.retain(|other| *other != seq);
    }
    for row in &entry.steps {
        rows.open.remove(&(seq, row.index));
        rows.timed.remove(&(row.ready_at, seq, row.index));
        if let Some(owner) = row.owner {
            rows.running.remove(&(owner, seq, row.index));
        }
    }
}

/// Forgets plans of a stack but those that are named, and the newest.
pub(super) fn plans(rows: &mut Rows, stack: StackId, kept: &[PlanId], newest: u32) {
    let own = rows.plan_order.iter().rev().filter(|id| rows.plans.get(id).is_some_and(|plan| plan.stack == stack));
    let old: BTreeSet<PlanId> = own.skip(newest as usize).filter(|id| !kept.contains(id)).copied().collect();
    if !old.is_empty() {
        rows.plans.retain(|id, _| !old.contains(id));
        rows.plan_order.retain(|id| !old.contains(id));
    }
}

/// Forgets events of a tree but the newest of each stack.
pub(super) fn events(rows: &mut Rows, root: StackId, newest: u32) {
    let stacks: BTreeSet<StackId> = rows.stacks().filter(|stack| stack.root == root).map(|stack| stack.id).collect();
    let mut seen: BTreeMap<StackId, u32> = BTreeMap::new();
    let mut kept = Vec::new();
    for event in rows.events.iter().rev() {
        let count = seen.entry(event.stack).or_default();
        *count += 1;
        kept.push(*count <= newest || !stacks.contains(&event.stack));
    }
    if kept.contains(&false) {
        let mut kept = kept.into_iter().rev();
        rows.events.retain(|_| kept.next().unwrap_or(true));
        rows.event_places = rows.events.iter().enumerate().map(|(place, event)| (event.id, place)).collect();
    }
}
