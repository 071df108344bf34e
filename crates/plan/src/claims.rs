//! Exclusive claims: an address, a name, an attachment that the new object needs and another one holds.
//!
//! A claim that its holder can give up is released just before it is taken; all releases come before the takings that need them, so a
//! cycle of exchanges is no deadlock. A holder that cannot give it up and is not wanted any more is deleted first, and the plan says so.

use crate::decide::{Decider, Slot};
use crate::leftovers::Loose;
use model::failure::{Failure, FailureKind};
use model::goal::Class;
use model::incarnation::{Claim, Incarnation};
use model::plan::{Action, Blocker, Reason, Work};
use model::{IncarnationId, ResourcePath};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What has to happen to a holder before a slot can take what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handover {
    /// It releases its claims.
    Release(IncarnationId),
    /// It is deleted: the index among the loose ones.
    DeleteFirst(usize),
    /// It has another slot and gives the claim up when it is changed: that slot's index.
    Changed(usize),
}

/// Handovers by slot, in order.
pub(crate) type Handovers = HashMap<usize, Vec<Handover>>;

/// Finds every claim that is wanted and held by another, and decides how it changes hands.
pub(crate) fn claims(decider: &mut Decider<'_, '_>, loose: &mut [Loose]) -> (Handovers, Vec<Blocker>) {
    let mut found = Found { handovers: HashMap::new(), blockers: Vec::new() };
    let mut holders: HashMap<(String, String), &Arc<Incarnation>> = HashMap::new();
    for record in decider.index.all().iter().filter(|r| r.may_exist() && !crate::act::is_gone(r)) {
        for claim in held(decider, record) {
            holders.insert((claim.kind, claim.key), record);
        }
    }
    let slot_of: HashMap<_, _> = decider.slots.iter().enumerate().map(|(n, slot)| (slot.record.id, n)).collect();
    let loose_at: HashMap<_, _> = loose.iter().enumerate().map(|(n, loose)| (loose.record.id, n)).collect();
    for n in 0..decider.slots.len() {
        for claim in decider.slots.get(n).map(wants).unwrap_or_default() {
            let Some(holder) = holders.get(&(claim.kind.clone(), claim.key.clone())) else { continue };
            if decider.slots.get(n).is_some_and(|slot| slot.record.id == holder.id) {
                continue;
            }
            match (slot_of.get(&holder.id), loose_at.get(&holder.id)) {
                (Some(other), _) => found.take_from_slot(&mut decider.slots, n, *other, &claim, holder),
                (None, Some(at)) => found.take_from_loose(&mut decider.slots, n, loose, *at, &claim),
                (None, None) => {}
            }
        }
    }
    found.make_room(decider, loose, &loose_at);
    found.cascade(decider, loose, &loose_at);
    (found.handovers, found.blockers)
}

/// The claims that an object holds. One whose create was not answered may hold all that it asked for.
fn held(decider: &Decider<'_, '_>, record: &Incarnation) -> Vec<Claim> {
    let asked = record.attempted.as_ref().filter(|_| record.applied.is_null());
    match (asked, decider.catalog.get(&record.concrete_type)) {
        (Some(asked), Some(kind)) => (kind.rollback.claims)(asked),
        (Some(_), None) | (None, _) => record.claims.clone(),
    }
}

/// The claims that a slot takes while the plan runs.
fn wants(slot: &Slot) -> Vec<Claim> {
    let takes = match slot.verdict.action {
        Action::Create
        | Action::Replace
        | Action::ReplaceDeleteFirst
        | Action::Restore
        | Action::Update
        | Action::UpdateDisruptive => true,
        Action::Keep
        | Action::Skip
        | Action::Accept
        | Action::Retain
        | Action::Check
        | Action::Rebind
        | Action::Delete
        | Action::Suspend
        | Action::Resume
        | Action::Snapshot => false,
    };
    match slot.kind {
        Some(kind) if takes => (kind.rollback.claims)(&slot.wanted),
        Some(_) | None => Vec::new(),
    }
}

struct Found {
    handovers: Handovers,
    blockers: Vec<Blocker>,
}

impl Found {
    /// The holder keeps a slot: it has to give up the claim without losing it.
    fn take_from_slot(&mut self, slots: &mut [Slot], taker: usize, other: usize, claim: &Claim, holder: &Incarnation) {
        let (Some(keeper), Some(path)) = (slots.get(other), slots.get(taker).map(|s| s.path.clone())) else {
            return;
        };
        let still = keeper.kind.map(|kind| (kind.rollback.claims)(&keeper.wanted)).unwrap_or_default();
        let wanted = still.iter().any(|c| c.kind == claim.kind && c.key == claim.key);
        let unchanged = matches!(keeper.verdict.action, Action::Keep | Action::Skip | Action::Accept);
        if wanted || unchanged {
            let named = holder.physical_id.as_deref().unwrap_or(holder.path.as_str());
            self.blocked(path, claim, named);
        } else if other < taker {
            self.add(taker, Handover::Changed(other));
        } else if claim.releasable && !holder.external {
            self.release(slots, taker, holder.id);
            if let Some(keeper) = slots.get_mut(other) {
                keeper.verdict.hands_over = true;
            }
        } else {
            self.blocked(path, claim, holder.path.as_str());
        }
    }

    /// The holder is not wanted any more.
    fn take_from_loose(&mut self, slots: &mut [Slot], taker: usize, loose: &mut [Loose], at: usize, claim: &Claim) {
        let Some(path) = slots.get(taker).map(|s| s.path.clone()) else { return };
        let Some(holder) = loose.get_mut(at) else { return };
        if claim.releasable && !holder.record.external {
            holder.hands_over = true;
            self.release(slots, taker, holder.record.id);
        } else if holder.is_garbage() {
            // What only waits for a later sweep, or is older than the target, has no other use.
            holder.action = Action::Delete;
            self.delete_first(slots, taker, holder, at, claim);
        } else {
            let named = holder.record.physical_id.clone().unwrap_or_else(|| holder.record.path.to_string());
            self.blocked(path, claim, &named);
        }
    }

    fn release(&mut self, slots: &mut [Slot], taker: usize, holder: IncarnationId) {
        self.add(taker, Handover::Release(holder));
        if let Some(slot) = slots.get_mut(taker) {
            slot.verdict.hands_over = true;
        }
    }

    fn delete_first(&mut self, slots: &mut [Slot], taker: usize, holder: &mut Loose, at: usize, claim: &Claim) {
        let what = format!("{} {} cannot be handed over", claim.kind, claim.key);
        self.add(taker, Handover::DeleteFirst(at));
        let Some(slot) = slots.get_mut(taker) else { return };
        if slot.replaces.as_ref().is_some_and(|old| old.id == holder.record.id) {
            replaced_first(slot, Reason::ClaimNotReleasable, &what);
        }
        delete_early(holder, &what);
    }

    /// Where the cloud makes no more objects of a type, one that was made after the target goes before each one that the target needs.
    fn make_room(
        &mut self,
        decider: &mut Decider<'_, '_>,
        loose: &mut [Loose],
        loose_at: &HashMap<IncarnationId, usize>,
    ) {
        let exhausted = &decider.options.exhausted;
        for n in 0..decider.slots.len() {
            let needs = |slot: &&Slot| {
                matches!(slot.verdict.action, Action::Create | Action::Replace)
                    && exhausted.contains(&slot.concrete_type)
            };
            let Some(slot) = decider.slots.get(n).filter(needs) else { continue };
            let garbage =
                |id: &IncarnationId| loose_at.get(id).and_then(|n| loose.get(*n)).is_some_and(Loose::is_garbage);
            let spare = |l: &Loose| {
                let made = l.reason == Reason::MadeAfterTarget && l.record.may_exist() && !l.early;
                let free = || decider.index.users(&l.record).iter().all(|user| garbage(&user.id));
                made && l.is_garbage() && l.record.concrete_type == slot.concrete_type && free()
            };
            let Some(at) = loose.iter().position(spare) else { continue };
            self.add(n, Handover::DeleteFirst(at));
            if let Some(holder) = loose.get_mut(at) {
                delete_early(holder, &format!("it makes room for {}", slot.path));
            }
        }
    }

    /// What refers to an object that is deleted first goes before it, if nobody wants it any more; else it is in the way.
    fn cascade(
        &mut self,
        decider: &mut Decider<'_, '_>,
        loose: &mut [Loose],
        loose_at: &HashMap<IncarnationId, usize>,
    ) {
        let mut open: Vec<usize> = (0..loose.len()).filter(|n| loose.get(*n).is_some_and(|l| l.early)).collect();
        let mut seen: HashSet<usize> = open.iter().copied().collect();
        while let Some(at) = open.pop() {
            let Some(holder) = loose.get(at).map(|l| Arc::clone(&l.record)) else { continue };
            for user in decider.index.users(&holder) {
                match loose_at.get(&user.id).copied() {
                    Some(n) if loose.get(n).is_some_and(Loose::is_garbage) => {
                        if let Some(l) = loose.get_mut(at) {
                            l.users.push(n);
                        }
                        if seen.insert(n) {
                            open.push(n);
                            if let Some(slot) = goes_first(&mut decider.slots, loose, n, &holder) {
                                self.add(slot, Handover::DeleteFirst(n));
                            }
                        }
                    }
                    Some(_) | None => self.used(&holder, user),
                }
            }
        }
    }

    /// An object that is deleted first is used by one that stays.
    fn used(&mut self, holder: &Incarnation, user: &Incarnation) {
        let by = user.physical_id.clone().unwrap_or_else(|| user.path.to_string());
        let message = format!("{by} refers to it, and it has to be deleted before that is changed");
        let failure = Failure::new(FailureKind::InUse { by: Some(by) }, "Conflict", message);
        self.blockers.push(Blocker { path: holder.path.clone(), failure });
    }

    fn add(&mut self, taker: usize, handover: Handover) {
        let list = self.handovers.entry(taker).or_default();
        if !list.contains(&handover) {
            list.push(handover);
        }
    }

    fn blocked(&mut self, path: ResourcePath, claim: &Claim, holder: &str) {
        let kind = FailureKind::Duplicate { claim: Some(format!("{}({})", claim.kind, claim.key)) };
        let message = format!("{} {} is held by {holder}", claim.kind, claim.key);
        self.blockers.push(Blocker { path, failure: Failure::new(kind, "Conflict", message) });
    }
}

/// An object without a slot refers to one that is deleted first: it goes before that. Gives the slot that it had until then.
fn goes_first(slots: &mut [Slot], loose: &mut [Loose], at: usize, used: &Incarnation) -> Option<usize> {
    let user = loose.get_mut(at)?;
    user.action = Action::Delete;
    let what = format!("it refers to {}, which goes first", used.physical_id.as_deref().unwrap_or(used.path.as_str()));
    let taken = slots.iter().position(|slot| slot.replaces.as_ref().is_some_and(|old| old.id == user.record.id));
    if let Some(slot) = taken.and_then(|n| slots.get_mut(n)) {
        replaced_first(slot, Reason::DependencyChanges, &what);
    }
    delete_early(user, &what);
    taken
}

fn delete_early(holder: &mut Loose, why: &str) {
    holder.early = true;
    holder.deferred = false;
    holder.notes.retain(|note| note != "left for a later sweep");
    holder.notes.push(format!("deleted before the commit: {why}"));
    // An object made after the target of a rollback may go at any time; what the target or the head has may not.
    if holder.reason != Reason::MadeAfterTarget {
        holder.class = holder.class.max(Class::DeleteFirst);
    }
}

/// The old object of a slot goes before the new one is made.
fn replaced_first(slot: &mut Slot, reason: Reason, why: &str) {
    if slot.verdict.action != Action::Replace {
        return;
    }
    slot.verdict.action = Action::ReplaceDeleteFirst;
    slot.verdict.reason = reason;
    slot.verdict.class = slot.verdict.class.max(Class::DeleteFirst);
    slot.verdict.milder = Some((Action::Replace, why.to_owned()));
    if let Some(Work::Create { instead_of, .. }) = &mut slot.verdict.work {
        *instead_of = None;
    }
}
