//! The order of deletes: what requires something goes before it, what is in a nested stack before its holder, across the whole tree.
//!
//! The edges come from objects of different times, so they can form a cycle: old `a` required `b`, new `b` requires `a`. Then the newest
//! object goes first, and its other edges are dropped: a refused delete is retried, a deadlock is for ever.

use crate::leftovers::Loose;
use model::ResourcePath;
use model::incarnation::Incarnation;
use model::plan::Action;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What records say about their requirements, by slot.
pub(crate) type Requires<'a> = HashMap<&'a str, Vec<&'a Arc<Incarnation>>>;

/// Index among the loose objects, and the indexes that go before it, in order.
pub(crate) fn order(loose: &[Loose], requires: &Requires<'_>) -> Vec<(usize, Vec<usize>)> {
    let swept = loose.iter().enumerate().filter(|(_, l)| match l.action {
        Action::Delete => !l.early && !l.deferred,
        Action::Retain => true,
        Action::Keep
        | Action::Skip
        | Action::Accept
        | Action::Check
        | Action::Rebind
        | Action::Restore
        | Action::Update
        | Action::UpdateDisruptive
        | Action::Create
        | Action::Replace
        | Action::ReplaceDeleteFirst
        | Action::Suspend
        | Action::Resume
        | Action::Snapshot => false,
    });
    let nodes: Vec<usize> = swept.map(|(n, _)| n).collect();
    let mut edges = Edges::new(loose, &nodes);
    edges.holders(loose);
    edges.requirements(loose, requires);
    edges.observed(loose);
    edges.sort(loose)
}

struct Edges {
    nodes: Vec<usize>,
    /// Nodes at a path.
    at: BTreeMap<ResourcePath, Vec<usize>>,
    before: HashMap<usize, BTreeSet<usize>>,
    after: HashMap<usize, Vec<usize>>,
}

impl Edges {
    fn new(loose: &[Loose], nodes: &[usize]) -> Self {
        let mut at: BTreeMap<ResourcePath, Vec<usize>> = BTreeMap::new();
        for n in nodes {
            if let Some(l) = loose.get(*n).filter(|l| l.action == Action::Delete) {
                at.entry(l.record.path.clone()).or_default().push(*n);
            }
        }
        Self { nodes: nodes.to_vec(), at, before: HashMap::new(), after: HashMap::new() }
    }

    fn add(&mut self, first: usize, then: usize) {
        if first != then && self.before.entry(then).or_default().insert(first) {
            self.after.entry(first).or_default().push(then);
        }
    }

    /// What is in a stack goes before its holder.
    fn holders(&mut self, loose: &[Loose]) {
        let mut edges = Vec::new();
        for n in &self.nodes {
            let Some(l) = loose.get(*n) else { continue };
            let mut above = l.record.path.stack().holder();
            while let Some(path) = above {
                if let Some(holders) = self.at.get(&path) {
                    edges.extend(holders.iter().map(|holder| (*n, *holder)));
                    break;
                }
                above = path.stack().holder();
            }
        }
        edges.into_iter().for_each(|(first, then)| self.add(first, then));
    }

    /// What requires something goes before it; if one of the two is a nested stack, all that is deleted in it counts.
    fn requirements(&mut self, loose: &[Loose], requires: &Requires<'_>) {
        let mut groups: BTreeSet<ResourcePath> = BTreeSet::new();
        for n in &self.nodes {
            let mut path = loose.get(*n).map(|l| l.record.path.clone());
            while let Some(at) = path {
                path = at.stack().holder();
                if !groups.insert(at) {
                    break;
                }
            }
        }
        let mut edges = Vec::new();
        for user in &groups {
            for required in requires.get(user.as_str()).into_iter().flatten().flat_map(|record| &record.requires) {
                if required == user || !groups.contains(required) {
                    continue;
                }
                let firsts = self.last_in(user);
                let thens = self.all_in(required);
                for first in &firsts {
                    edges.extend(thens.iter().map(|then| (*first, *then)));
                }
            }
        }
        edges.into_iter().for_each(|(first, then)| self.add(first, then));
    }

    /// The deletes that end a group: its holder's, or all of them.
    fn last_in(&self, path: &ResourcePath) -> Vec<usize> {
        self.at.get(path).cloned().unwrap_or_else(|| self.all_in(path))
    }

    fn all_in(&self, path: &ResourcePath) -> Vec<usize> {
        let mut found = self.at.get(path).cloned().unwrap_or_default();
        // Paths below sort directly behind "path/"; a name cannot hold a slash.
        let below = ResourcePath::new(format!("{path}/"));
        let inside = self.at.range(below..).take_while(|(inner, _)| inner.is_within(path));
        found.extend(inside.flat_map(|(_, nodes)| nodes));
        found
    }

    /// An object that was seen to refer to another goes before it.
    fn observed(&mut self, loose: &[Loose]) {
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for n in &self.nodes {
            if let Some(id) = loose.get(*n).and_then(|l| l.record.physical_id.as_deref()) {
                by_id.insert(id, *n);
            }
        }
        let mut edges = Vec::new();
        for n in &self.nodes {
            let seen = loose.get(*n).and_then(|l| l.record.observed.as_ref());
            let references = seen.into_iter().flat_map(|seen| &seen.references);
            edges.extend(references.filter_map(|id| by_id.get(id.as_str())).map(|to| (*n, *to)));
        }
        edges.into_iter().for_each(|(first, then)| self.add(first, then));
    }

    /// Kahn's algorithm; where it is stuck in a cycle, the newest object goes first.
    fn sort(mut self, loose: &[Loose]) -> Vec<(usize, Vec<usize>)> {
        let newest = |n: usize| {
            loose.get(n).map(|l| (std::cmp::Reverse(l.record.created_at), l.record.path.clone(), l.record.id))
        };
        let mut open: HashMap<usize, usize> =
            self.nodes.iter().map(|n| (*n, self.before.get(n).map_or(0, BTreeSet::len))).collect();
        let mut ready: BTreeSet<usize> = open.iter().filter(|(_, waits)| **waits == 0).map(|(n, _)| *n).collect();
        let mut stuck: Option<BTreeSet<(Option<_>, usize)>> = None;
        let mut done = HashSet::new();
        let mut order = Vec::with_capacity(self.nodes.len());
        while order.len() < self.nodes.len() {
            let n = match ready.pop_first() {
                Some(n) => n,
                None => {
                    let rest = stuck.get_or_insert_with(|| self.nodes.iter().map(|n| (newest(*n), *n)).collect());
                    match rest.pop_first() {
                        Some((_, n)) => n,
                        None => break,
                    }
                }
            };
            if !done.insert(n) {
                continue;
            }
            // Edges from what comes later were given up.
            let before = self.before.remove(&n).unwrap_or_default();
            order.push((n, before.into_iter().filter(|b| done.contains(b)).collect()));
            for then in self.after.remove(&n).unwrap_or_default() {
                if let Some(waits) = open.get_mut(&then) {
                    *waits = waits.saturating_sub(1);
                    if *waits == 0 && !done.contains(&then) {
                        ready.insert(then);
                    }
                }
            }
        }
        order
    }
}
