//! Goals that go round what exists and leave the definition alone: check, suspend, resume, snapshot.

use crate::decide::{Nest, Slot, Verdict};
use crate::hook::Hooks;
use crate::index::Index;
use catalog::Catalog;
use model::goal::Goal;
use model::incarnation::{Incarnation, TEMPLATE};
use model::plan::{Action, Reason, Work};
use model::value::Value;
use model::{IncarnationId, ResourcePath, StackPath};
use resource::Shape;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What a goal does with each object, and whether it goes against the edges; `None` for goals that do not go round.
fn round(goal: &Goal, external: bool, incarnation: IncarnationId) -> Option<(Action, Work, bool)> {
    Some(match goal {
        Goal::Check => (Action::Check, Work::Check { incarnation }, false),
        // What belongs to somebody else is only looked at.
        Goal::Suspend | Goal::Resume | Goal::Snapshot { .. } if external => {
            (Action::Check, Work::Check { incarnation }, *goal == Goal::Suspend)
        }
        Goal::Suspend => (Action::Suspend, Work::Suspend { incarnation }, true),
        Goal::Resume => (Action::Resume, Work::Resume { incarnation }, false),
        Goal::Snapshot { .. } => (Action::Snapshot, Work::Snapshot { incarnation }, false),
        Goal::Create
        | Goal::Adopt
        | Goal::Update
        | Goal::Rollback { .. }
        | Goal::Delete
        | Goal::Restore { .. }
        | Goal::Sweep => return None,
    })
}

/// The slots of all objects that have one, in the order of the goal.
pub(crate) fn visit(goal: &Goal, catalog: Catalog, index: &Index<'_>) -> Vec<Slot> {
    let mut walk = Walk { goal, catalog, by_stack: BTreeMap::new(), slots: Vec::new() };
    for record in index.all().iter().filter(|r| r.current && r.may_exist()) {
        walk.by_stack.entry(record.path.stack()).or_default().push(Arc::clone(record));
    }
    walk.stack(&StackPath::root(), None);
    walk.slots
}

struct Walk<'a> {
    goal: &'a Goal,
    catalog: Catalog,
    by_stack: BTreeMap<StackPath, Vec<Arc<Incarnation>>>,
    slots: Vec<Slot>,
}

impl Walk<'_> {
    fn stack(&mut self, stack: &StackPath, holder: Option<usize>) {
        let records = self.by_stack.remove(stack).unwrap_or_default();
        let backwards = *self.goal == Goal::Suspend;
        let mut at: HashMap<usize, usize> = HashMap::new();
        for (n, before) in sorted(&records, backwards) {
            let Some(record) = records.get(n) else { continue };
            let Some((action, work, _)) = round(self.goal, record.external, record.id) else { return };
            let kind = self.catalog.get(&record.concrete_type);
            let nested = record.concrete_type == TEMPLATE || kind.is_some_and(|k| matches!(k.shape, Shape::Nested(_)));
            let slot = self.slots.len();
            at.insert(n, slot);
            self.slots.push(Slot {
                path: record.path.clone(),
                type_name: record.type_name.clone(),
                concrete_type: record.concrete_type.clone(),
                kind,
                holder,
                requires: before.iter().filter_map(|n| at.get(n).copied()).collect(),
                nest: if nested { Nest::Open { touched: true } } else { Nest::Leaf },
                batch: None,
                hooks: Hooks::default(),
                record: Arc::clone(record),
                replaces: None,
                wanted: Value::Null,
                verdict: Verdict::new(action, Reason::Goal, (!nested).then_some(work)),
            });
            if nested {
                self.stack(&record.path.nested(), Some(slot));
            }
        }
    }
}

/// Indexes of siblings with those that go before each, by what they require; backwards for goals that go against the edges.
fn sorted(records: &[Arc<Incarnation>], backwards: bool) -> Vec<(usize, Vec<usize>)> {
    let at: HashMap<&ResourcePath, usize> = records.iter().enumerate().map(|(n, r)| (&r.path, n)).collect();
    let mut before: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); records.len()];
    for (n, record) in records.iter().enumerate() {
        for required in record.requires.iter().filter_map(|path| at.get(path).copied()).filter(|r| *r != n) {
            let (first, then) = if backwards { (n, required) } else { (required, n) };
            if let Some(set) = before.get_mut(then) {
                set.insert(first);
            }
        }
    }
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); records.len()];
    for (then, firsts) in before.iter().enumerate() {
        for first in firsts {
            if let Some(list) = after.get_mut(*first) {
                list.push(then);
            }
        }
    }
    let mut open: Vec<usize> = before.iter().map(BTreeSet::len).collect();
    let mut ready: BTreeSet<usize> =
        (0..records.len()).filter(|n| before.get(*n).is_some_and(BTreeSet::is_empty)).collect();
    let mut rest: BTreeSet<usize> = (0..records.len()).collect();
    let mut order = Vec::with_capacity(records.len());
    // Records of different times can require each other; such a cycle is entered anywhere.
    while let Some(n) = ready.pop_first().or_else(|| rest.first().copied()) {
        if !rest.remove(&n) {
            continue;
        }
        let firsts = before.get(n).into_iter().flatten().copied().filter(|b| !rest.contains(b)).collect();
        order.push((n, firsts));
        for then in after.get(n).into_iter().flatten() {
            if let Some(waits) = open.get_mut(*then) {
                *waits = waits.saturating_sub(1);
                if *waits == 0 {
                    ready.insert(*then);
                }
            }
        }
    }
    order
}
