//! The tree that a text becomes.

use indexmap::IndexMap;
use model::Span;
use model::value::{Key, Map, Value};
use std::sync::Arc;

/// A node of a document, cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A scalar; or, in a tree made of a [`Value`], anything that is not a list or mapping: secrets and unknowns too.
    Scalar(Value),
    /// A sequence.
    List(Arc<Vec<Node>>),
    /// A mapping, in order.
    Map(Arc<IndexMap<Key, Entry>>),
}

/// An entry of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// A scalar.
    pub fn scalar(value: Value, span: Span) -> Node {
        Node { span, kind: Kind::Scalar(value) }
    }

    /// A tree without places, of a value.
    pub fn from_value(value: &Value) -> Node {
        let kind = match value {
            Value::List(items) => Kind::List(Arc::new(items.iter().map(Node::from_value).collect())),
            Value::Map(map) => {
                let entry = |(key, value): (&Key, &Value)| {
                    (key.clone(), Entry { key_span: Span::NONE, value: Node::from_value(value) })
                };
                Kind::Map(Arc::new(map.iter().map(entry).collect()))
            }
            other => Kind::Scalar(other.clone()),
        };
        Node { span: Span::NONE, kind }
    }

    /// The value, without places.
    pub fn to_value(&self) -> Value {
        match &self.kind {
            Kind::Scalar(value) => value.clone(),
            Kind::List(items) => Value::list(items.iter().map(Node::to_value)),
            Kind::Map(entries) => {
                let map: Map = entries.iter().map(|(key, entry)| (key.clone(), entry.value.to_value())).collect();
                Value::Map(Arc::new(map))
            }
        }
    }

    /// The value at a text key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry at a text key of a mapping.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_map().and_then(|entries| entries.get(key))
    }

    /// The entries of a mapping.
    pub fn as_map(&self) -> Option<&IndexMap<Key, Entry>> {
        match &self.kind {
            Kind::Map(entries) => Some(entries),
            Kind::Scalar(_) | Kind::List(_) => None,
        }
    }

    /// The items of a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            Kind::Scalar(_) | Kind::Map(_) => None,
        }
    }

    /// A scalar's value.
    pub fn as_scalar(&self) -> Option<&Value> {
        match &self.kind {
            Kind::Scalar(value) => Some(value),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// A text.
    pub fn as_text(&self) -> Option<&Arc<str>> {
        match self.as_scalar().map(Value::reveal) {
            Some(Value::Str(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        self.as_scalar().is_some_and(Value::is_null)
    }

    /// Whether Python takes it for false: null, false, zero, and all that is empty.
    pub fn is_falsy(&self) -> bool {
        match &self.kind {
            Kind::Scalar(value) => match value.reveal() {
                Value::Null | Value::Bool(false) | Value::Int(0) => true,
                Value::Float(number) => *number == 0.0,
                Value::Str(text) => text.is_empty(),
                Value::List(items) => items.is_empty(),
                Value::Map(map) => map.is_empty(),
                Value::Bool(true) | Value::Int(_) | Value::Big(_) | Value::Unknown(_) | Value::Secret(_) => false,
            },
            Kind::List(items) => items.is_empty(),
            Kind::Map(entries) => entries.is_empty(),
        }
    }

    /// The name of the Python type: `str`, `int`, `dict`…
    pub fn python_type(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar(value) => value.python_type(),
            Kind::List(_) => "list",
            Kind::Map(_) => "dict",
        }
    }

    /// The node at a path of keys and list indices (as numbers), as deep as it leads.
    pub fn locate(&self, path: &[&str]) -> &Node {
        let Some((step, rest)) = path.split_first() else { return self };
        let next = match &self.kind {
            Kind::Scalar(_) => None,
            Kind::List(items) => step.parse::<usize>().ok().and_then(|index| items.get(index)),
            Kind::Map(entries) => entries.get(*step).map(|entry| &entry.value),
        };
        next.map_or(self, |node| node.locate(rest))
    }
}
