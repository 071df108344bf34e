//! Texts of scalars exchanged in a document, with everything around them left as it is.

use model::Span;
use model::value::{Key, Map, Value};
use serde_json::Value as Json;
use std::sync::Arc;
use yaml::Node;

/// An exchange: where it is in the tree, where in the text, and what comes there.
pub(super) type Edit = (Vec<String>, Span, Value);

/// A rewritten text, and where its parts come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rewritten {
    /// The text.
    pub(super) text: String,
    /// First byte and length of what was taken out, length of what came there; none of it if the text was written anew.
    pub(super) edits: Option<Vec<(usize, usize, usize)>>,
}

/// `text` with the edits made. The outcome is read again: if it does not mean what is wanted, the wanted meaning is written as JSON.
pub(super) fn rewrite(text: &str, node: &Node, edits: &[Edit]) -> Rewritten {
    if edits.is_empty() {
        return Rewritten { text: text.to_owned(), edits: Some(Vec::new()) };
    }
    let wanted = edits.iter().fold(node.to_value(), |value, (path, _, new)| put(&value, path, new));
    in_place(text, edits)
        .filter(|edited| super::read(&edited.text).0.is_some_and(|again| again.to_value() == wanted))
        .unwrap_or_else(|| Rewritten { text: wanted.to_json().to_string(), edits: None })
}

fn in_place(text: &str, edits: &[Edit]) -> Option<Rewritten> {
    let mut ordered: Vec<_> =
        edits.iter().map(|(_, span, new)| (span.start as usize, span.end as usize, new)).collect();
    ordered.sort_by_key(|(start, end, _)| (*start, *end));
    // An alias repeats the same place.
    ordered.dedup();
    let mut edited = String::with_capacity(text.len() + 64 * edits.len());
    let (mut done, mut made) = (0, Vec::new());
    for (start, end, new) in ordered {
        if end <= start {
            return None;
        }
        edited.push_str(text.get(done..start)?);
        // A JSON string is a double-quoted scalar of YAML.
        let new = Json::from(new.as_str()?).to_string();
        edited.push_str(&new);
        made.push((start, end - start, new.len()));
        done = end;
    }
    edited.push_str(text.get(done..)?);
    Some(Rewritten { text: edited, edits: Some(made) })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{read, reference};
    use proptest::prelude::*;

    fn rewritten(text: &str) -> Rewritten {
        let node = read(text).0.unwrap();
        let edits: Vec<Edit> = reference::of_template(&node)
            .into_iter()
            .map(|found| (found.path, found.span, Value::str(format!("file:///x/{}", found.text))))
            .collect();
        rewrite(text, &node, &edits)
    }

    #[test]
    fn only_names_change() {
        let text = "heat_template_version: 2018-08-31 # a comment\nresources:\n  a:\n    type: a b.yaml\n    properties:\n      \
                    c: {get_file: \"c.sh\"}\n      d: [{get_file: 'd.sh'}]\n";
        let new = rewritten(text).text;
        assert_eq!(
            new,
            text.replace("a b.yaml", "\"file:///x/a b.yaml\"")
                .replace("\"c.sh\"", "\"file:///x/c.sh\"")
                .replace("'d.sh'", "\"file:///x/d.sh\"")
        );
    }

    #[test]
    fn what_cannot_be_edited_in_place_keeps_its_meaning() {
        for text in [
            "heat_template_version: 2018-08-31\nx: {get_file: >-\n    a.sh\n  }\n",
            "heat_template_version: 2018-08-31\nx:\n  get_file: |-\n    a.sh\n",
            "{\"heat_template_version\": \"2018-08-31\", \"x\": {\"get_file\": \"a.sh\"}}",
            "heat_template_version: 2018-08-31\nx: &a {get_file: a.sh}\ny: *a\n",
            "heat_template_version: 2018-08-31\nx: &a\n  get_file: &f a.sh\ny:\n  get_file: *f\n",
            "heat_template_version: 2018-08-31\nx:\n  ? get_file\n  : !!str a.sh\n",
        ] {
            let Some(node) = read(text).0 else { continue };
            let again = read(&rewritten(text).text).0.unwrap().to_value();
            let wanted = node.to_value().to_json().to_string().replace("a.sh", "file:///x/a.sh");
            assert_eq!(again.to_json().to_string(), wanted, "{text}");
        }
    }

    /// Templates of every shape: names in block and flow style, quoted or not, with comments, below lists and mappings.
    fn document() -> impl Strategy<Value = String> {
        let name = "[a-z]{1,6}( [a-z]{1,3})?\\.(yaml|sh)";
        let styled = (name, 0..3usize).prop_map(|(name, style)| match style {
            0 => name,
            1 => format!("'{name}'"),
            _ => format!("\"{name}\""),
        });
        let entry = (styled, 0..5usize).prop_map(|(name, shape)| match shape {
            0 => format!("{{get_file: {name}}}"),
            1 => format!("[1, {{get_file: {name}}}, {{type: {name}}}]"),
            2 => format!("\n    get_file: {name} # é, a comment"),
            3 => format!("\n    - type: {name}\n    - x: {{y: {name}}}"),
            _ => name,
        });
        prop::collection::vec(entry, 0..8).prop_map(|entries| {
            let lines = entries.iter().enumerate().map(|(index, entry)| format!("  k{index}: {entry}\n"));
            format!("heat_template_version: 2018-08-31\nresources:\n  é: 漢\n{}", lines.collect::<String>())
        })
    }

    proptest! {
        #[test]
        fn names_become_urls_and_nothing_else_changes(text in document()) {
            let node = read(&text).0.unwrap();
            let found = reference::of_template(&node);
            let new = rewritten(&text);
            let again = read(&new.text).0.unwrap();
            let wanted = found.iter().fold(node.to_value(), |value, name| {
                put(&value, &name.path, &Value::str(format!("file:///x/{}", name.text)))
            });
            prop_assert_eq!(again.to_value(), wanted);
            // In place: as many lines as before, and every name is found again where the user wrote it.
            prop_assert_eq!(new.text.lines().count(), text.lines().count());
            let origin = crate::pack::Origin { name: String::new(), text: text.clone(), edits: new.edits };
            for name in reference::of_template(&again) {
                let place = origin.locate(name.span.start as usize..name.span.end as usize).unwrap();
                let old = found.iter().find(|old| old.path == name.path).unwrap();
                prop_assert_eq!(place, old.span.start as usize..old.span.end as usize);
            }
        }
    }
}
