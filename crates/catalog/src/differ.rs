//! What the difference between the properties of an object and the wanted ones asks for: the table's judgement, or the type's own.

use crate::heat;
use model::incarnation::Incarnation;
use model::value::diff::Change;
use model::value::{Key, Map, Value};
use resource::{Difference, OnChange, Property, ResourceType, Shape};

/// The difference between what an object has and what is wanted of it, property by property. An object whose last changes did not
/// succeed may have any part of them, so a property that one of them touched counts as different unless it asked for the wanted value.
/// What is not known yet counts as different: the answer is the worst case.
pub fn differ(kind: &ResourceType, record: &Incarnation, wanted: &Value) -> (Difference, Vec<Change>) {
    if heat::none::ignores_properties(kind) {
        return (Difference::None, Vec::new());
    }
    let changes = changes(record, wanted);
    let judge = match &kind.shape {
        Shape::Flow(flow) => flow.judge,
        Shape::Nested(_) | Shape::Placeholder(_) => None,
    };
    let own = judge.and_then(|judge| judge(record, wanted, &changes));
    (own.unwrap_or_else(|| by_table(kind.properties, &changes)), changes)
}

/// The top-level differences alone, for objects without a table (nested templates change in place).
pub fn changes(record: &Incarnation, wanted: &Value) -> Vec<Change> {
    let empty = Map::new();
    let before = record.applied.as_map().unwrap_or(&empty);
    let after = wanted.as_map().unwrap_or(&empty);
    let tried: Vec<&Map> = record.attempted.iter().chain(&record.doubts).filter_map(Value::as_map).collect();
    let gone = before.keys().filter(|key| after.at(key).is_none());
    let named: Vec<&Key> = gone.chain(after.keys()).collect();
    let mut touched_only: Vec<&Key> = Vec::new();
    for key in tried.iter().flat_map(|map| map.keys()) {
        if !named.contains(&key) && !touched_only.contains(&key) {
            touched_only.push(key);
        }
    }
    named
        .into_iter()
        .chain(touched_only)
        .filter_map(|key| {
            let (old, new) = (before.at(key), after.at(key));
            let same = same(old, new) && tried.iter().all(|tried| same(tried.at(key), new));
            let path = vec![key.as_str().to_owned()];
            (!same).then(|| Change { path, before: old.cloned(), after: new.cloned() })
        })
        .collect()
}

/// Whether two values mean the same and are known; a property without a value is one that is null.
fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(only), None) | (None, Some(only)) => only.is_null(),
        (Some(a), Some(b)) => !a.has_unknown() && !b.has_unknown() && a.same(b),
    }
}

/// The worst that any changed property asks for.
fn by_table(table: &[Property], changes: &[Change]) -> Difference {
    let name = |change: &Change| change.path.first().cloned().unwrap_or_default();
    let rule = |change: &Change| {
        let property = table.iter().find(|p| change.path.first().is_some_and(|key| key == p.name));
        // A property that the table does not know (any more) cannot be changed in place.
        property.map_or(OnChange::Replace, |p| p.on_change)
    };
    let first = |wanted: OnChange| changes.iter().find(|change| rule(change) == wanted).map(name);
    if let Some(property) = first(OnChange::Refuse) {
        Difference::Refuse(property)
    } else if let Some(property) = first(OnChange::Replace) {
        Difference::Replace(property)
    } else if first(OnChange::Disrupt).is_some() {
        Difference::Disrupt
    } else if changes.is_empty() {
        Difference::None
    } else {
        Difference::Update
    }
}
