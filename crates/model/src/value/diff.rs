//! The structural difference of two values: which top-level entries changed, and the whole as a patch.

use super::{Key, Map, Value};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One difference: at `path`, `before` became `after`; `None` where there was or is nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Keys from the outside in; an index of a list as its number.
    pub path: Vec<String>,
    /// What was there.
    pub before: Option<Value>,
    /// What is there now.
    pub after: Option<Value>,
}

impl Change {
    /// The path joined by dots.
    pub fn dotted(&self) -> String {
        self.path.join(".")
    }

    /// The same with secrets masked, for plans and people.
    #[must_use]
    pub fn masked(&self) -> Change {
        Change {
            path: self.path.clone(),
            before: self.before.as_ref().map(Value::masked),
            after: self.after.as_ref().map(Value::masked),
        }
    }
}

/// Every difference between `before` and `after`. Mappings are compared key by key, all else as a whole.
pub fn diff(before: &Value, after: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    walk(before, after, &mut Vec::new(), &mut changes);
    changes
}

fn walk(before: &Value, after: &Value, path: &mut Vec<String>, changes: &mut Vec<Change>) {
    if before.same(after) {
        return;
    }
    let (Value::Map(old), Value::Map(new)) = (before, after) else {
        changes.push(Change { path: path.clone(), before: Some(before.clone()), after: Some(after.clone()) });
        return;
    };
    let gone = old.iter().filter(|(key, _)| new.at(key).is_none());
    for (key, value) in gone {
        push(key, Some(value), None, path, changes);
    }
    for (key, value) in new.iter() {
        match old.at(key) {
            Some(earlier) => {
                path.push(key.as_str().to_owned());
                walk(earlier, value, path, changes);
                path.pop();
            }
            None => push(key, None, Some(value), path, changes),
        }
    }
}

fn push(key: &Key, before: Option<&Value>, after: Option<&Value>, path: &[String], changes: &mut Vec<Change>) {
    let mut path = path.to_vec();
    path.push(key.as_str().to_owned());
    changes.push(Change { path, before: before.cloned(), after: after.cloned() });
}

/// `value` with `changes` made: `apply(&a, &diff(&a, &b))` means the same as `b`, for mappings with text keys.
pub fn apply(value: &Value, changes: &[Change]) -> Value {
    changes.iter().fold(value.clone(), |value, change| put(&value, &change.path, change.after.as_ref()))
}

fn put(value: &Value, path: &[String], after: Option<&Value>) -> Value {
    let Some((key, rest)) = path.split_first() else {
        return after.cloned().unwrap_or_default();
    };
    let mut map = value.as_map().cloned().unwrap_or_else(Map::new);
    if rest.is_empty() && after.is_none() {
        map.remove(key);
    } else {
        let inner = map.get(key).cloned().unwrap_or_default();
        map.insert(key.as_str(), put(&inner, rest, after));
    }
    Value::Map(Arc::new(map))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_names_what_changed() {
        let before = Value::from_json(serde_json::json!({"a": 1, "b": {"x": [1], "y": 2}, "gone": 0}));
        let after = Value::from_json(serde_json::json!({"a": 1.0, "b": {"x": [2], "y": 2}, "new": null}));
        let changes = diff(&before, &after);
        let paths: Vec<_> = changes.iter().map(Change::dotted).collect();
        assert_eq!(paths, ["gone", "b.x", "new"]);
        assert!(apply(&before, &changes).same(&after));
    }
}
