//! Groups whose members are worked on batch by batch: which member belongs to which, and the order of the slots that follows from it.

use crate::decide::{Decider, Slot, Wanted};
use model::incarnation::Phase;
use model::plan::Action;
use resource::{Batches, Batching, Shape, Share};
use std::collections::HashMap;
use std::time::Duration;

/// A member's place in the work on its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Batch {
    /// Which batch; the first is 0.
    pub(crate) number: u32,
    /// How long to wait after the batch before it.
    pub(crate) pause: Duration,
}

impl Decider<'_, '_> {
    /// Divides the work on the members of a group that was just decided, if its type and its policy say so. Its slots are the last ones.
    pub(crate) fn divide(&mut self, wanted: &Wanted<'_>, group: usize) {
        let Some(Shape::Nested(nested)) = wanted.kind.map(|kind| &kind.shape) else { return };
        let (Some(batches), Some(holder)) = (nested.batches, self.slots.get(group)) else { return };
        let members: Vec<usize> = (group + 1..self.slots.len())
            .filter(|n| self.slots.get(*n).is_some_and(|s| s.holder == Some(group)))
            .collect();
        let worked: Vec<(usize, Share)> =
            members.iter().filter_map(|n| Some((*n, share(self.slots.get(*n)?)?))).collect();
        let shares: Vec<Share> = worked.iter().map(|(_, share)| *share).collect();
        let changes = holder.verdict.changes.iter().filter_map(|change| change.path.first());
        let changed: Vec<&str> = changes.map(String::as_str).collect();
        let existing = self.index.in_stack(&holder.record.path.nested()).iter().filter(|r| r.may_exist()).count();
        let divided = batches(&Batching {
            policy: &wanted.node.update_policy,
            is_new: matches!(holder.record.phase, Phase::Planned | Phase::Creating),
            changed: &changed,
            existing,
            wanted: members.len(),
            members: &shares,
        });
        let Some(Batches { batches, pause }) = divided else { return };
        let places = |batch: &Vec<usize>| -> Vec<usize> {
            batch.iter().filter_map(|place| worked.get(*place)).map(|(n, _)| *n).collect()
        };
        let batches: Vec<Vec<usize>> = batches.iter().map(places).collect();
        let count = batches.len();
        for (number, batch) in (0u32..).zip(&batches) {
            for n in batch {
                let Some(slot) = self.slots.get_mut(*n) else { continue };
                slot.batch = Some(Batch { number, pause });
                slot.verdict.notes.push(format!("batch {} of {count}", number + 1));
            }
        }
        self.rearrange(&members, &batches.concat());
    }

    /// Puts members of a group, each with what is in its stack, in another order: first those that are not named.
    fn rearrange(&mut self, members: &[usize], named: &[usize]) {
        let Some(first) = members.first().copied() else { return };
        let moved = self.slots.split_off(first);
        let end = first + moved.len();
        let ends = members.iter().copied().skip(1).chain([end]);
        let spans: HashMap<usize, usize> = members.iter().copied().zip(ends).collect();
        let others = members.iter().copied().filter(|n| !named.contains(n));
        let order: Vec<usize> =
            others.chain(named.iter().copied()).flat_map(|n| n..spans.get(&n).copied().unwrap_or(n)).collect();
        let mut now = vec![0; moved.len()];
        for (place, old) in order.iter().enumerate() {
            if let Some(new) = now.get_mut(old - first) {
                *new = first + place;
            }
        }
        let follow = |old: usize| old.checked_sub(first).and_then(|n| now.get(n)).copied().unwrap_or(old);
        let mut moved: Vec<Option<Slot>> = moved.into_iter().map(Some).collect();
        for old in order {
            let Some(mut slot) = moved.get_mut(old - first).and_then(Option::take) else { continue };
            slot.holder = slot.holder.map(follow);
            slot.requires.iter_mut().for_each(|n| *n = follow(*n));
            self.slot_at.insert(slot.path.clone(), self.slots.len());
            self.slots.push(slot);
        }
    }
}

/// What is done with a member; `None` if nothing is that others would notice.
fn share(slot: &Slot) -> Option<Share> {
    match slot.verdict.action {
        Action::Create => Some(Share::New),
        Action::Replace | Action::Restore => Some(Share::Beside),
        Action::ReplaceDeleteFirst | Action::Update | Action::UpdateDisruptive => Some(Share::InPlace),
        Action::Keep
        | Action::Skip
        | Action::Accept
        | Action::Retain
        | Action::Check
        | Action::Rebind
        | Action::Delete
        | Action::Suspend
        | Action::Resume
        | Action::Snapshot => None,
    }
}
