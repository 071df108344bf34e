//! Texts of scalars exchanged in a document, with everything around them left as it is.

use model::value::{Key, Map, Value};
use model::{SourceId, Span};
use serde_json::Value as Json;
use std::sync::Arc;
use yaml::Node;

/// An exchange: where it is in the tree, where in the text, and what comes there.
pub(super) type Edit = (Vec<String>, Span, Value);

/// `text` with the edits made. The outcome is read again: if it does not mean what is wanted, the wanted meaning is written as JSON.
pub(super) fn rewrite(text: &str, node: &Node, edits: &[Edit]) -> String {
    if edits.is_empty() {
        return text.to_owned();
    }
    let wanted = edits.iter().fold(node.to_value(), |value, (path, _, new)| put(&value, path, new));
    in_place(text, edits)
        .filter(|edited| {
            yaml::parse(edited, SourceId(0), yaml::Limits::default()).0.is_some_and(|n| n.to_value() == wanted)
        })
        .unwrap_or_else(|| wanted.to_json().to_string())
}

fn in_place(text: &str, edits: &[Edit]) -> Option<String> {
    let mut ordered: Vec<_> =
        edits.iter().map(|(_, span, new)| (span.start as usize, span.end as usize, new)).collect();
    ordered.sort_by_key(|(start, end, _)| (*start, *end));
    // An alias repeats the same place.
    ordered.dedup();
    let mut edited = String::with_capacity(text.len() + 64 * edits.len());
    let mut done = 0;
    for (start, end, new) in ordered {
        if end <= start {
            return None;
        }
        edited.push_str(text.get(done..start)?);
        // A JSON string is a double-quoted scalar of YAML.
        edited.push_str(&Json::from(new.as_str()?).to_string());
        done = end;
    }
    edited.push_str(text.get(done..)?);
    Some(edited)
}

fn put(value: &Value, path: &[String], new: &Value) -> Value {
    let Some((step, rest)) = path.split_first() else { return new.clone() };
    match value {
        Value::List(items) => Value::list(
            items.iter().enumerate().map(
                |(index, item)| {
                    if index.to_string() == *step { put(item, rest, new) } else { item.clone() }
                },
            ),
        ),
        Value::Map(map) => {
            let entry = |(key, item): (&Key, &Value)| {
                (key.clone(), if key.as_str() == step { put(item, rest, new) } else { item.clone() })
            };
            Value::Map(Arc::new(map.iter().map(entry).collect::<Map>()))
        }
        other => other.clone(),
    }
}
