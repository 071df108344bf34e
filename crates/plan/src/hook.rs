//! Where an operation stops for a person: the hooks that the environment puts on resources.
//!
//! As in Heat, hooks on creates stop only when the stack is created, those on deletes only when it is deleted, and those before an update
//! also where nothing differs. A rollback stops only before what destroys something (rollback.md, Q22): it is a way out, not a change.

use crate::decide::Slot;
use crate::leftovers::Loose;
use definition::Marks;
use model::goal::Goal;
use model::hook::Hook;
use model::incarnation::Phase;
use model::plan::Action;
use model::{ResourcePath, StackPath};
use std::collections::HashMap;

/// The hooks at which the work on an object stops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hooks {
    pub(crate) before: Option<Hook>,
    pub(crate) after: Option<Hook>,
}

/// Puts hooks on what is decided, and says so.
pub(crate) fn place(goal: &Goal, marks: &Marks, slots: &mut [Slot], loose: &mut [Loose]) {
    if marks.is_empty() {
        return;
    }
    let mut known = Known { marks, by_stack: HashMap::new() };
    for slot in slots.iter_mut().filter(|slot| !slot.record.external) {
        let set = known.at(&slot.path);
        slot.hooks = of_slot(goal, slot.verdict.action, &set);
        slot.verdict.notes.extend(told(slot.hooks));
    }
    let deleted = |l: &&mut Loose| l.action == Action::Delete && !l.deferred && l.record.phase != Phase::Planned;
    for l in loose.iter_mut().filter(deleted) {
        let set = known.at(&l.record.path);
        l.hooks = of_delete(goal, &set);
        l.notes.extend(told(l.hooks));
    }
}

/// The hooks of slots; what is said of a stack is worked out once.
struct Known<'a> {
    marks: &'a Marks,
    by_stack: HashMap<StackPath, Marks>,
}

impl Known<'_> {
    fn at(&mut self, path: &ResourcePath) -> Vec<Hook> {
        let stack = path.stack();
        let marks = self.marks;
        self.by_stack.entry(stack.clone()).or_insert_with(|| marks.within(&stack)).hooks(path.name())
    }
}

fn of_slot(goal: &Goal, action: Action, set: &[Hook]) -> Hooks {
    let has = |hook: Hook| set.contains(&hook).then_some(hook);
    let makes = matches!(action, Action::Create | Action::Replace | Action::ReplaceDeleteFirst);
    let changes = matches!(action, Action::Update | Action::UpdateDisruptive);
    let replaces = matches!(action, Action::Replace | Action::ReplaceDeleteFirst);
    match goal {
        Goal::Create if makes => Hooks { before: has(Hook::PreCreate), after: has(Hook::PostCreate) },
        Goal::Update | Goal::Restore { .. } if !matches!(action, Action::Create | Action::Skip) => {
            Hooks { before: has(Hook::PreUpdate), after: has(Hook::PostUpdate).filter(|_| changes) }
        }
        Goal::Rollback { .. } if replaces => Hooks { before: has(Hook::PreUpdate), after: None },
        Goal::Create
        | Goal::Update
        | Goal::Restore { .. }
        | Goal::Rollback { .. }
        | Goal::Adopt
        | Goal::Delete
        | Goal::Check
        | Goal::Suspend
        | Goal::Resume
        | Goal::Snapshot { .. }
        | Goal::Sweep => Hooks::default(),
    }
}

fn of_delete(goal: &Goal, set: &[Hook]) -> Hooks {
    let has = |hook: Hook| set.contains(&hook).then_some(hook);
    match goal {
        Goal::Delete => Hooks { before: has(Hook::PreDelete), after: has(Hook::PostDelete) },
        Goal::Rollback { .. } => Hooks { before: has(Hook::PreDelete), after: None },
        Goal::Create
        | Goal::Update
        | Goal::Restore { .. }
        | Goal::Adopt
        | Goal::Check
        | Goal::Suspend
        | Goal::Resume
        | Goal::Snapshot { .. }
        | Goal::Sweep => Hooks::default(),
    }
}

fn told(hooks: Hooks) -> impl Iterator<Item = String> {
    hooks.before.into_iter().chain(hooks.after).map(|hook| format!("stops at the hook {hook}"))
}
