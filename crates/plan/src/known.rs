//! What a plan knows of resources while it is made: the answers that expressions get.
//!
//! An object that is kept answers from its record. One that is changed or made answers only if its type can tell beforehand; otherwise
//! the answer is unknown, and what depends on it is planned for the worst.

use definition::Tree;
use model::ResourcePath;
use model::incarnation::Incarnation;
use model::value::Value;
use resource::Live;
use std::collections::HashMap;
use std::sync::Arc;

/// How much of a slot's object is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// All that it is.
    Kept,
    /// Its identity; attributes only as the type predicts them.
    Changed {
        /// Whether attributes follow from the wanted properties.
        predictable: bool,
    },
    /// Only what the type predicts.
    New {
        /// Whether attributes follow from the wanted properties.
        predictable: bool,
    },
    /// The holder of an open nested stack: answers from what is inside.
    Holder,
    /// The holder of a nested stack of unknown shape.
    Shapeless,
}

/// A slot's object as it will be.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) record: Arc<Incarnation>,
    pub(crate) state: State,
}

/// The answers.
pub(crate) struct Known<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) chosen: &'a HashMap<ResourcePath, Chosen>,
}

impl Live for Known<'_> {
    fn reference(&self, path: &ResourcePath) -> Value {
        match self.chosen.get(path) {
            Some(Chosen { record, state: State::Kept | State::Changed { .. } | State::Holder }) => {
                self.tree.reference(record, self)
            }
            Some(Chosen { record, state: State::Shapeless }) if record.physical_id.is_some() => {
                self.tree.reference(record, self)
            }
            Some(Chosen { record, state: State::New { .. } }) if record.external => self.tree.reference(record, self),
            Some(Chosen { state: State::New { .. } | State::Shapeless, .. }) | None => Value::unknown(path.clone(), ""),
        }
    }

    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        let unknown = || Some((Value::unknown(path.clone(), name), rest.len()));
        let Some(Chosen { record, state }) = self.chosen.get(path) else {
            return unknown();
        };
        match state {
            State::Kept | State::Holder => self.tree.attribute(record, name, rest, self),
            State::Changed { predictable: true } | State::New { predictable: true } => {
                self.tree.attribute(record, name, rest, self).or_else(unknown)
            }
            State::Changed { predictable: false } | State::New { predictable: false } | State::Shapeless => unknown(),
        }
    }

    fn exists(&self, path: &ResourcePath) -> bool {
        self.chosen.contains_key(path)
    }

    fn stack(&self, path: &ResourcePath) -> Option<(String, String)> {
        let record = &self.chosen.get(path)?.record;
        Some((record.physical_name.clone(), record.physical_id.clone()?))
    }
}
