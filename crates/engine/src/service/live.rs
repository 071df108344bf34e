//! A definition looked at together with what exists: the tree of a submission opened as far as its records reach, and the answers that
//! expressions get from those records.
//!
//! Nothing is unknown here: what does not exist is null, and its reference is its name, as Heat answers about resources not made yet.

use crate::context::Context;
use crate::planning::facts;
use definition::{Kind, Opened, Tree};
use model::incarnation::Incarnation;
use model::stack::Stack;
use model::submission::Submission;
use model::value::Map;
use model::{Diagnostics, ResourcePath, StackPath, Value};
use resource::{Live, Shape};
use std::collections::HashMap;
use std::sync::Arc;

/// The current records of a tree by slot.
pub(super) type Records = HashMap<ResourcePath, Arc<Incarnation>>;

/// A tree and its records.
pub(super) struct Loaded {
    /// The definition.
    pub(super) tree: Tree,
    /// What exists.
    pub(super) records: Records,
}

impl Loaded {
    /// Resolves a submission for a root and opens what its records have opened.
    pub(super) fn new(
        ctx: &Context,
        root: &Stack,
        submission: &Submission,
        records: &[Arc<Incarnation>],
    ) -> Result<Self, Diagnostics> {
        let mut tree = facts::tree(ctx, root, submission)?;
        let current = records.iter().filter(|record| record.current);
        let records: Records = current.map(|record| (record.path.clone(), Arc::clone(record))).collect();
        open(&mut tree, &records, &StackPath::root());
        Ok(Self { tree, records })
    }

    /// Answers from the records.
    pub(super) fn live(&self) -> Answers<'_> {
        Answers { tree: &self.tree, records: &self.records }
    }

    /// The outputs and the like of a nested stack need it to be open.
    pub(super) fn is_open(&self, stack: &StackPath) -> bool {
        self.tree.order(stack).is_some()
    }
}

/// Opens every nested stack whose shape can be told; what cannot be opened stays closed.
fn open(tree: &mut Tree, records: &Records, stack: &StackPath) {
    let Some(order) = tree.order(stack).map(<[ResourcePath]>::to_vec) else {
        return;
    };
    for path in order {
        let nested = tree.node(&path).is_some_and(|node| match node.kind {
            Kind::Template => true,
            Kind::Type(kind) => matches!(kind.shape, Shape::Nested(_)),
        });
        if nested && open_one(tree, records, &path) {
            open(tree, records, &path.nested());
        }
    }
}

fn open_one(tree: &mut Tree, records: &Records, path: &ResourcePath) -> bool {
    let record = records.get(path);
    let wanted = tree.evaluate(path, &Answers { tree, records }).map(|evaluated| evaluated.properties);
    let nothing = Map::new();
    let runtime = record.map_or(&nothing, |record| &record.data);
    let opened = wanted.is_ok_and(|properties| tree.expand(path, &properties, runtime) == Ok(Opened::Open));
    let opened = opened || record.is_some_and(|record| tree.expand(path, &record.applied, runtime) == Ok(Opened::Open));
    if let Some(identity) = record.and_then(|r| Some((r.physical_name.clone(), r.physical_id.clone()?))) {
        tree.identify(&path.nested(), identity);
    }
    opened
}

/// Answers from records.
pub(super) struct Answers<'a> {
    tree: &'a Tree,
    records: &'a Records,
}

impl Answers<'_> {
    fn record(&self, path: &ResourcePath) -> Option<&Arc<Incarnation>> {
        self.records.get(path).filter(|record| record.may_exist())
    }
}

impl Live for Answers<'_> {
    fn reference(&self, path: &ResourcePath) -> Value {
        self.record(path).map_or_else(|| Value::str(path.name()), |record| self.tree.reference(record, self))
    }

    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        match self.record(path) {
            Some(record) => self.tree.attribute(record, name, rest, self),
            None => Some((Value::Null, rest.len())),
        }
    }

    fn exists(&self, path: &ResourcePath) -> bool {
        self.record(path).is_some()
    }

    fn stack(&self, path: &ResourcePath) -> Option<(String, String)> {
        let record = self.records.get(path)?;
        Some((record.physical_name.clone(), record.physical_id.clone()?))
    }
}
