//! The records of a tree by identity, by slot and by stack; sorted, so that the order in which a store answers does not matter.

use model::incarnation::{Health, Incarnation, Phase};
use model::value::Value;
use model::{IncarnationId, ResourcePath, StackPath};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Records, found in every way that planning asks. Its maps are only asked, never walked: their order is no order.
pub(crate) struct Index<'a> {
    all: Vec<&'a Arc<Incarnation>>,
    by_id: HashMap<IncarnationId, &'a Arc<Incarnation>>,
    by_path: HashMap<&'a str, Vec<&'a Arc<Incarnation>>>,
    by_stack: OnceCell<HashMap<StackPath, Vec<&'a Arc<Incarnation>>>>,
    mentions: OnceCell<HashMap<&'a str, u32>>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(records: &'a [Arc<Incarnation>]) -> Self {
        let mut all: Vec<_> = records.iter().filter(|r| r.phase != Phase::Gone).collect();
        all.sort_by(|a, b| {
            (&a.path, a.created_in, a.created_at, a.id).cmp(&(&b.path, b.created_in, b.created_at, b.id))
        });
        let by_id = all.iter().map(|r| (r.id, *r)).collect();
        let mut by_path: HashMap<_, Vec<_>> = HashMap::with_capacity(all.len());
        for record in &all {
            by_path.entry(record.path.as_str()).or_default().push(*record);
        }
        Self { all, by_id, by_path, by_stack: OnceCell::new(), mentions: OnceCell::new() }
    }

    /// Every record, by slot and then from the oldest to the newest.
    pub(crate) fn all(&self) -> &[&'a Arc<Incarnation>] {
        &self.all
    }

    /// The record of an object.
    pub(crate) fn get(&self, id: IncarnationId) -> Option<&'a Arc<Incarnation>> {
        self.by_id.get(&id).copied()
    }

    /// The records of a slot, the oldest first.
    pub(crate) fn at(&self, path: &ResourcePath) -> &[&'a Arc<Incarnation>] {
        self.by_path.get(path.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The record that has a slot now.
    pub(crate) fn current(&self, path: &ResourcePath) -> Option<&'a Arc<Incarnation>> {
        self.at(path).iter().copied().find(|r| r.current)
    }

    /// The records that have slots directly in a stack, by slot.
    pub(crate) fn in_stack(&self, stack: &StackPath) -> &[&'a Arc<Incarnation>] {
        let by_stack = self.by_stack.get_or_init(|| {
            let mut by_stack: HashMap<StackPath, Vec<_>> = HashMap::new();
            for record in self.all.iter().filter(|r| r.current) {
                by_stack.entry(record.path.stack()).or_default().push(*record);
            }
            by_stack
        });
        by_stack.get(stack).map_or(&[], Vec::as_slice)
    }

    /// The objects that exist and refer to an object, as far as they were configured so or were seen to.
    pub(crate) fn users(&self, record: &Incarnation) -> Vec<&'a Arc<Incarnation>> {
        let Some(id) = record.physical_id.as_deref() else { return Vec::new() };
        let refers = |user: &Incarnation| {
            let seen = user.observed.iter().flat_map(|seen| &seen.references);
            mentions(&user.applied, id) || seen.into_iter().any(|reference| reference == id)
        };
        let exist = self.all.iter().copied().filter(|r| r.may_exist() && !crate::act::is_gone(r) && r.id != record.id);
        exist.filter(|user| refers(user)).collect()
    }

    /// How many objects that exist were configured with an object's id.
    pub(crate) fn dependants(&self, record: &Incarnation) -> u32 {
        let mentions = self.mentions.get_or_init(|| {
            let mut mentions = HashMap::new();
            let healthy =
                |r: &&&Arc<Incarnation>| r.may_exist() && r.health != Health::Broken && !crate::act::is_gone(r);
            for record in self.all.iter().filter(healthy) {
                count(&record.applied, &mut mentions);
            }
            mentions
        });
        record.physical_id.as_deref().and_then(|id| mentions.get(id)).copied().unwrap_or_default()
    }
}

/// Whether a value holds a text anywhere.
fn mentions(value: &Value, text: &str) -> bool {
    if let Some(own) = value.as_str() {
        own == text
    } else if let Some(items) = value.as_list() {
        items.iter().any(|item| mentions(item, text))
    } else {
        value.as_map().is_some_and(|map| map.values().any(|item| mentions(item, text)))
    }
}

/// Counts every text in a value.
fn count<'v>(value: &'v Value, mentions: &mut HashMap<&'v str, u32>) {
    if let Some(text) = value.as_str() {
        *mentions.entry(text).or_insert(0) += 1;
    } else if let Some(items) = value.as_list() {
        items.iter().for_each(|item| count(item, mentions));
    } else if let Some(map) = value.as_map() {
        map.values().for_each(|item| count(item, mentions));
    }
}
