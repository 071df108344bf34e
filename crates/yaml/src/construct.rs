//! What nodes mean: tags, merge keys, doubled keys.

use crate::codes;
use crate::node::{Entry, Kind, Node};
use crate::scalar::{self, Form, Unfit};
use indexmap::IndexMap;
use model::value::text::python_quoted;
use model::value::{Key, Value};
use model::{Diagnostic, Diagnostics, Span};
use std::collections::HashSet;
use std::sync::Arc;

/// The tag of the merge key.
pub(crate) const MERGE_TAG: &str = "tag:yaml.org,2002:merge";
const PREFIX: &str = "tag:yaml.org,2002:";

/// Why a node means nothing.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) context: Option<(&'static str, Span)>,
    pub(crate) problem: String,
    pub(crate) span: Span,
    /// The Python exception if it is not one of PyYAML's own: then the problem is all that is said.
    pub(crate) class: Option<&'static str>,
}

impl Fault {
    fn new(code: &'static str, problem: impl Into<String>, span: Span) -> Fault {
        Fault { code, context: None, problem: problem.into(), span, class: None }
    }

    fn of(unfit: Unfit) -> Fault {
        Fault { class: Some(unfit.class), ..Fault::new(codes::SCALAR, unfit.message, Span::NONE) }
    }

    fn in_mapping(self, span: Span) -> Fault {
        Fault { context: Some(("while constructing a mapping", span)), ..self }
    }

    /// The same at a place.
    pub(crate) fn at(self, span: Span) -> Fault {
        Fault { span, ..self }
    }
}

/// A scalar that means something else as a key than as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Special {
    /// The merge key.
    Merge,
    /// Plain `=`: an ordinary text as a key.
    Equals,
}

/// Whether a scalar is special as a key.
pub(crate) fn special_key(tag: Option<&str>, text: &str, plain: bool) -> Option<Special> {
    match tag.filter(|tag| *tag != "!") {
        Some(MERGE_TAG) => Some(Special::Merge),
        None if plain && text == "<<" => Some(Special::Merge),
        None if plain && text == "=" => Some(Special::Equals),
        Some(_) | None => None,
    }
}

fn unknown_tag(tag: &str) -> Fault {
    let problem = format!("could not determine a constructor for the tag {}", python_quoted(tag));
    Fault::new(codes::TAG, problem, Span::NONE)
}

fn misfit(wanted: &str, found: &str) -> Fault {
    Fault::new(codes::TAG, format!("expected a {wanted} node, but found {found}"), Span::NONE)
}

/// A scalar's value. Short texts are shared through `texts`.
pub(crate) fn scalar(
    tag: Option<&str>,
    text: String,
    plain: bool,
    texts: &mut HashSet<Arc<str>>,
) -> Result<Value, Fault> {
    let Some(tag) = tag.filter(|tag| *tag != "!") else {
        if !plain || tag.is_some() && text.is_empty() {
            return Ok(Value::Str(shared(text, texts)));
        }
        return match scalar::form(&text) {
            Form::Text => Ok(Value::Str(shared(text, texts))),
            Form::Null => Ok(Value::Null),
            Form::Bool => scalar::bool_value(&text).map_err(Fault::of),
            Form::Int => scalar::int_value(&text).map_err(Fault::of),
            Form::Float => scalar::float_value(&text).map_err(Fault::of),
            Form::Merge => Err(unknown_tag(MERGE_TAG)),
            Form::Value => Err(unknown_tag("tag:yaml.org,2002:value")),
        };
    };
    match tag.strip_prefix(PREFIX) {
        Some("str" | "timestamp") => Ok(Value::Str(shared(text, texts))),
        Some("null") => Ok(Value::Null),
        Some("bool") => scalar::bool_value(&text).map_err(Fault::of),
        Some("int") => scalar::int_value(&text).map_err(Fault::of),
        Some("float") => scalar::float_value(&text).map_err(Fault::of),
        Some("binary") => scalar::binary_value(&text).map_err(Fault::of),
        Some("seq") => Err(misfit("sequence", "scalar")),
        Some("map" | "set") => Err(misfit("mapping", "scalar")),
        Some("omap") => Err(Fault {
            context: Some(("while constructing an ordered map", Span::NONE)),
            ..Fault::new(codes::TAG, "expected a sequence, but found scalar", Span::NONE)
        }),
        Some("pairs") => Err(Fault {
            context: Some(("while constructing pairs", Span::NONE)),
            ..Fault::new(codes::TAG, "expected a sequence, but found scalar", Span::NONE)
        }),
        Some(_) | None => Err(unknown_tag(tag)),
    }
}

fn shared(text: String, texts: &mut HashSet<Arc<str>>) -> Arc<str> {
    const SHORT: usize = 64;
    if text.len() > SHORT {
        return text.into();
    }
    if let Some(known) = texts.get(text.as_str()) {
        return known.clone();
    }
    let text: Arc<str> = text.into();
    texts.insert(text.clone());
    text
}

/// A sequence with its tag.
pub(crate) fn list(tag: Option<&str>, node: Node) -> Result<Node, Fault> {
    let span = node.span;
    let Some(tag) = tag.filter(|tag| *tag != "!") else { return Ok(node) };
    match tag.strip_prefix(PREFIX) {
        Some("seq") => Ok(node),
        Some("omap" | "pairs") => pairs_of(&node),
        Some("str" | "timestamp" | "null" | "bool" | "int" | "float" | "binary") => {
            Err(misfit("scalar", "sequence").at(span))
        }
        Some("map" | "set") => Err(misfit("mapping", "sequence").at(span)),
        Some(_) | None => Err(unknown_tag(tag).at(span)),
    }
}

/// A list of mappings with one entry each, as a list of pairs.
fn pairs_of(node: &Node) -> Result<Node, Fault> {
    let mut pairs = Vec::new();
    for item in node.as_list().unwrap_or_default() {
        let refused = |problem: String| Fault {
            context: Some(("while constructing an ordered map", node.span)),
            ..Fault::new(codes::TAG, problem, item.span)
        };
        let entries = item
            .as_map()
            .ok_or_else(|| refused(format!("expected a mapping of length 1, but found {}", kind_name(item))))?;
        let (Some((key, entry)), 1) = (entries.first(), entries.len()) else {
            return Err(refused(format!("expected a single mapping item, but found {} items", entries.len())));
        };
        let pair = vec![Node::scalar(value_of(key), entry.key_span), entry.value.clone()];
        pairs.push(Node { span: item.span, kind: Kind::List(Arc::new(pair)) });
    }
    Ok(Node { span: node.span, kind: Kind::List(Arc::new(pairs)) })
}

/// A key as a value of its own.
fn value_of(key: &Key) -> Value {
    match key {
        Key::Str(text) => Value::Str(text.clone()),
        Key::Other("NoneType", _) => Value::Null,
        Key::Other("bool", text) => Value::Bool(&**text == "True"),
        Key::Other("float", text) => text.parse().map_or(Value::Null, Value::Float),
        Key::Other(_, text) => text.parse().map_or(Value::Null, Value::big),
    }
}

fn kind_name(node: &Node) -> &'static str {
    match &node.kind {
        Kind::Scalar(_) => "scalar",
        Kind::List(_) => "sequence",
        Kind::Map(_) => "mapping",
    }
}

/// A key and a value of a mapping, before they are put together.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) key: Node,
    /// Whether the key is `<<`.
    pub(crate) merges: bool,
    pub(crate) value: Node,
}

/// A mapping with its tag. What is merged comes first, and own entries override it; doubled keys are told.
pub(crate) fn map(tag: Option<&str>, pairs: Vec<Pair>, span: Span, findings: &mut Diagnostics) -> Result<Node, Fault> {
    let tag = tag.filter(|tag| *tag != "!");
    let is_set = match tag.map(|tag| (tag, tag.strip_prefix(PREFIX))) {
        None | Some((_, Some("map"))) => false,
        Some((_, Some("set"))) => true,
        Some((_, Some("str" | "timestamp" | "null" | "bool" | "int" | "float" | "binary"))) => {
            return Err(misfit("scalar", "mapping").at(span));
        }
        Some((_, Some("seq" | "omap" | "pairs"))) => return Err(misfit("sequence", "mapping").at(span)),
        Some((tag, _)) => return Err(unknown_tag(tag).at(span)),
    };
    let mut entries: IndexMap<Key, Entry> = IndexMap::with_capacity(pairs.len());
    for pair in pairs.iter().filter(|pair| pair.merges) {
        merge(&pair.value, &mut entries, span)?;
    }
    let mut own: HashSet<Key> = HashSet::new();
    for pair in pairs.into_iter().filter(|pair| !pair.merges) {
        let key = key_of(&pair.key).map_err(|fault| fault.in_mapping(span))?;
        let key = twin(&entries, key);
        let entry = Entry { key_span: pair.key.span, value: pair.value };
        if let Some(place) = entries.get_mut(&key) {
            if own.contains(&key) {
                findings.push(doubled(&key, place.key_span, entry.key_span));
            }
            *place = entry;
        } else {
            entries.insert(key.clone(), entry);
        }
        own.insert(key);
    }
    if is_set {
        let keys = entries.iter().map(|(key, entry)| Node::scalar(value_of(key), entry.key_span)).collect();
        return Ok(Node { span, kind: Kind::List(Arc::new(keys)) });
    }
    Ok(Node { span, kind: Kind::Map(Arc::new(entries)) })
}

fn doubled(key: &Key, first: Span, second: Span) -> Diagnostic {
    Diagnostic::warning(
        codes::DUPLICATE_KEY,
        format!("The key \"{}\" is given twice (first in line {}); the last one counts.", key.as_str(), first.line),
    )
    .at("", second)
    .hint(format!("remove the entry in line {}, column {}", first.line, first.column))
}

fn merge(value: &Node, entries: &mut IndexMap<Key, Entry>, span: Span) -> Result<(), Fault> {
    match &value.kind {
        Kind::Map(merged) => put_all(merged, entries),
        Kind::List(items) => {
            let odd = items.iter().find(|item| item.as_map().is_none());
            if let Some(item) = odd {
                let problem = format!("expected a mapping for merging, but found {}", kind_name(item));
                return Err(Fault::new(codes::MERGE, problem, item.span).in_mapping(span));
            }
            // The first of them wins, so it is put last.
            for merged in items.iter().rev().filter_map(Node::as_map) {
                put_all(merged, entries);
            }
        }
        Kind::Scalar(_) => {
            let problem = "expected a mapping or list of mappings for merging, but found scalar";
            return Err(Fault::new(codes::MERGE, problem, value.span).in_mapping(span));
        }
    }
    Ok(())
}

fn put_all(merged: &IndexMap<Key, Entry>, entries: &mut IndexMap<Key, Entry>) {
    for (key, entry) in merged {
        entries.insert(twin(entries, key.clone()), entry.clone());
    }
}

fn key_of(node: &Node) -> Result<Key, Fault> {
    let Some(value) = node.as_scalar() else { return Err(Fault::new(codes::KEY, "found unhashable key", node.span)) };
    Ok(match value {
        Value::Str(text) => Key::Str(text.clone()),
        Value::Null => Key::Other("NoneType", "None".into()),
        other => Key::Other(other.python_type(), other.python_repr().into()),
    })
}

/// The key that is there already and that Python takes for the same: `1`, `1.0` and `true` are one key.
fn twin(entries: &IndexMap<Key, Entry>, key: Key) -> Key {
    let Key::Other(kind, text) = &key else { return key };
    let whole = match (*kind, &**text) {
        ("bool", "True") => "1",
        ("bool", _) => "0",
        ("float", "-0.0") => "0",
        ("float", text) => text.strip_suffix(".0").unwrap_or_default(),
        ("int", text) => text,
        _ => "",
    };
    let truth = match whole {
        "1" => "True",
        "0" => "False",
        _ => "",
    };
    let float = format!("{whole}.0");
    let twins = [("int", whole), ("float", &float), ("bool", truth)];
    let mut twins = twins.into_iter().filter(|_| !whole.is_empty()).map(|(kind, text)| Key::Other(kind, text.into()));
    let there = twins.find(|twin| entries.contains_key(twin));
    drop(twins);
    there.unwrap_or(key)
}
