//! Objects that no slot of the target wants: deleted after the commit, retained, or left for a later sweep. None is overlooked.

use crate::act::is_gone;
use crate::decide::{Nest, Slot};
use crate::hook::Hooks;
use crate::index::Index;
use catalog::Catalog;
use model::goal::{Class, DeletionPolicy, Goal, NewResources, Options, SweepPolicy};
use model::incarnation::{Incarnation, Phase};
use model::plan::{Action, Blocker, Reason};
use model::revision::Bindings;
use model::stack::Stack;
use model::{IncarnationId, ResourcePath, StackPath, Timestamp};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

/// An object without a slot in the target.
#[derive(Clone, Debug)]
pub(crate) struct Loose {
    pub(crate) record: Arc<Incarnation>,
    pub(crate) action: Action,
    pub(crate) reason: Reason,
    pub(crate) class: Class,
    pub(crate) notes: Vec<String>,
    pub(crate) hands_over: bool,
    /// Deleted before the commit, because something else needs what it holds.
    pub(crate) early: bool,
    /// Others without a slot that refer to it and go before it then: their indexes.
    pub(crate) users: Vec<usize>,
    /// Where the operation stops for it.
    pub(crate) hooks: Hooks,
    /// Removed by a later sweep, so that there is no step now.
    pub(crate) deferred: bool,
}

impl Loose {
    /// Whether nothing speaks against deleting it, now or later.
    pub(crate) fn is_garbage(&self) -> bool {
        let waits = self.action == Action::Keep && self.reason == Reason::Superseded;
        (self.action == Action::Delete || waits) && !self.record.external
    }
}

/// What decides about objects without a slot.
pub(crate) struct Leftovers<'a> {
    pub(crate) goal: &'a Goal,
    pub(crate) options: &'a Options,
    pub(crate) stack: &'a Stack,
    pub(crate) catalog: Catalog,
    pub(crate) now: Timestamp,
    /// The revision that a rollback returns to.
    pub(crate) back_to: Option<u32>,
    slots: HashMap<IncarnationId, Class>,
    /// Objects that others were configured with in a slot that is still wanted.
    anchors: HashSet<IncarnationId>,
    external: HashSet<&'a str>,
    /// Stacks of which nobody knows yet what will be in them.
    shapeless: Vec<StackPath>,
}

impl<'a> Leftovers<'a> {
    pub(crate) fn new(
        (goal, options, stack): (&'a Goal, &'a Options, &'a Stack),
        (catalog, now, back_to): (Catalog, Timestamp, Option<u32>),
        slots: &'a [Slot],
        anchors: Option<&Bindings>,
    ) -> Self {
        let bound = |slot: &Slot| anchors.and_then(|a| a.0.get(&slot.path)).map(|binding| binding.incarnation);
        let anchors = slots.iter().filter_map(bound).collect();
        let replaced = slots.iter().filter_map(|slot| slot.replaces.as_ref().map(|old| (old.id, slot.verdict.class)));
        let external = slots.iter().filter(|slot| slot.record.external);
        let external = external.filter_map(|slot| slot.record.physical_id.as_deref()).collect();
        let shapeless = slots.iter().filter(|slot| slot.nest == Nest::Unknown);
        let shapeless = shapeless.map(|slot| slot.record.path.nested()).collect();
        Self { goal, options, stack, catalog, now, back_to, slots: replaced.collect(), anchors, external, shapeless }
    }

    /// Every record that exists and is not bound.
    pub(crate) fn collect(&self, index: &Index<'_>, bound: &HashSet<IncarnationId>) -> Vec<Loose> {
        let unbound = index.all().iter().filter(|record| !bound.contains(&record.id));
        unbound.filter_map(|record| self.judge(record)).collect()
    }

    fn judge(&self, record: &Arc<Incarnation>) -> Option<Loose> {
        if record.phase == Phase::Retained {
            return None;
        }
        let (action, reason) = self.fate(record)?;
        let mut loose = Loose {
            record: Arc::clone(record),
            action,
            reason,
            class: Class::Safe,
            notes: Vec::new(),
            hands_over: false,
            early: false,
            users: Vec::new(),
            hooks: Hooks::default(),
            deferred: false,
        };
        if reason == Reason::ValueUnknown {
            loose.notes.push("planned when the shape of its stack is known".to_owned());
        } else if record.phase == Phase::Planned {
            loose.notes.push("was never made".to_owned());
        }
        if action != Action::Delete {
            return Some(loose);
        }
        loose.class = self.class(record);
        loose.deferred = record.may_exist() && self.defers();
        if loose.deferred {
            loose.notes.push("left for a later sweep".to_owned());
            // What lost its slot already stays as it is until then.
            if !record.current && !self.slots.contains_key(&record.id) {
                loose.action = Action::Keep;
                loose.reason = Reason::Superseded;
                loose.class = Class::Safe;
            }
        }
        Some(loose)
    }

    /// Whether deletes wait for a sweep of their own.
    fn defers(&self) -> bool {
        match self.goal {
            Goal::Delete | Goal::Sweep => false,
            Goal::Create
            | Goal::Adopt
            | Goal::Update
            | Goal::Rollback { .. }
            | Goal::Restore { .. }
            | Goal::Check
            | Goal::Suspend
            | Goal::Resume
            | Goal::Snapshot { .. } => self.stack.sweep != SweepPolicy::Immediate,
        }
    }

    fn fate(&self, record: &Incarnation) -> Option<(Action, Reason)> {
        if *self.goal == Goal::Sweep && (record.current || !self.due(record)) {
            return None;
        }
        if self.shapeless.iter().any(|stack| record.path.stack().is_within(stack)) {
            return Some((Action::Keep, Reason::ValueUnknown));
        }
        if record.phase == Phase::Planned {
            return Some((Action::Delete, Reason::NotInTarget));
        }
        if self.names(&self.options.skip, record) {
            return Some((Action::Skip, Reason::ByRequest));
        }
        let claimed = record.physical_id.as_deref().is_some_and(|id| self.external.contains(id));
        if record.external || claimed {
            return Some((Action::Retain, Reason::External));
        }
        if is_gone(record) {
            return Some((Action::Delete, Reason::LostOutside));
        }
        if self.names(&self.options.retain, record) {
            return Some((Action::Retain, Reason::ByRequest));
        }
        let keeps = record.deletion_policy == DeletionPolicy::Retain;
        match (self.goal, self.back_to) {
            (Goal::Rollback { to: Some(_) }, Some(revision)) if record.created_in <= revision => {
                self.older(record, keeps)
            }
            (Goal::Rollback { .. }, _) => Some(self.newer(record, keeps)),
            _ if keeps => Some((Action::Retain, Reason::ByPolicy)),
            _ if record.current && !self.slots.contains_key(&record.id) => Some((Action::Delete, Reason::NotInTarget)),
            _ => Some((Action::Delete, Reason::Superseded)),
        }
    }

    /// An object from before the target of a rollback that the target does not have: it stays untouched, unless the rollback replaces it.
    fn older(&self, record: &Incarnation, keeps: bool) -> Option<(Action, Reason)> {
        // One that the target itself was bound to and that cannot be used is replaced too, whoever took its slot before.
        let replaced = self.slots.contains_key(&record.id) || self.anchors.contains(&record.id);
        if !record.current && !replaced {
            return Some((Action::Keep, Reason::Superseded));
        }
        let reason = if replaced { Reason::Superseded } else { Reason::NotInTarget };
        Some(if keeps { (Action::Retain, Reason::ByPolicy) } else { (Action::Delete, reason) })
    }

    /// An object made after the target of a rollback. A policy that retains counts for it only if a revision with it was committed, or
    /// if the requester wants so.
    fn newer(&self, record: &Incarnation, keeps: bool) -> (Action, Reason) {
        let committed = self.stack.head.is_some_and(|head| record.created_in <= head);
        match self.options.new_resources {
            NewResources::Retain => (Action::Retain, Reason::ByRequest),
            NewResources::Policy if keeps => (Action::Retain, Reason::ByPolicy),
            NewResources::Delete if keeps && committed => (Action::Retain, Reason::ByPolicy),
            NewResources::Policy | NewResources::Delete => (Action::Delete, Reason::MadeAfterTarget),
        }
    }

    /// What deleting it destroys.
    fn class(&self, record: &Incarnation) -> Class {
        if is_gone(record) || record.phase == Phase::Planned {
            return Class::Safe;
        }
        let replaced = self.slots.get(&record.id).copied().filter(|class| *class > Class::Disruptive);
        // Another object has the slot of one that others rely on, be it by this plan or by one that did not end.
        let replaced = replaced.or(self.anchors.contains(&record.id).then_some(Class::Replace));
        let protects = record.deletion_policy == DeletionPolicy::Snapshot;
        let holds_data = self.catalog.get(&record.concrete_type).is_some_and(|kind| kind.rollback.holds_data);
        // Of a stack that was never complete, nobody was promised anything.
        let never_promised = self.stack.head.is_none();
        let lost = if holds_data && !protects && !never_promised { Class::DataLoss } else { Class::Safe };
        lost.max(replaced.unwrap_or(Class::Safe))
    }

    /// Whether a sweep may remove an object by now.
    fn due(&self, record: &Incarnation) -> bool {
        match self.stack.sweep {
            SweepPolicy::Immediate | SweepPolicy::Manual => true,
            SweepPolicy::After => {
                let kept = Duration::from_secs(u64::from(self.stack.sweep_after_secs));
                record.is_leftover() || record.updated_at.after(kept) <= self.now
            }
        }
    }

    fn names(&self, names: &[String], record: &Incarnation) -> bool {
        let id = record.id.to_string();
        let within = |path: &ResourcePath, name: &str| path.nested().is_within(&StackPath::new(name));
        names.iter().any(|name| *name == id || within(&record.path, name))
    }
}

/// Deletes that were refused before and will be tried again.
pub(crate) fn blockers(loose: &[Loose]) -> Vec<Blocker> {
    let tried = loose.iter().filter(|l| l.action == Action::Delete && !l.deferred);
    let blocked = tried.filter_map(|l| Some((l.record.path.clone(), l.record.delete_blocked_by.clone()?)));
    blocked.map(|(path, failure)| Blocker { path, failure }).collect()
}
