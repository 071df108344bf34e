//! `OS::Heat::TestResource`: stores a text, and waits, fails or is replaced as told.
//!
//! Polling another service (`client_name`, `entity_name`) and slow attributes or constraints are accepted and have no effect.

use super::local::{self, seconds};
use model::failure::{Failure, FailureKind};
use model::incarnation::Incarnation;
use model::value::diff::Change;
use model::value::{Map, Value};
use resource::{
    Answer, Attribute, Constraint, Difference, Flow, Inputs, Next, OnChange, Property, PropertyKind, ResourceType,
    Rollback, Shape, Support, Turn, Verb, physical_id_or_name,
};
use serde_json::{Value as Json, json};
use std::time::Duration;

/// How long an endless wait sleeps at a time.
const ENDLESS: Duration = Duration::from_secs(60);

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::TestResource",
    support: Support::since("5.0.0"),
    properties: &[
        updatable("constraint_prop_secs", PropertyKind::Number)
            .default("0")
            .constraints(&[Constraint::Custom("test_constr")])
            .support(Support::since("6.0.0")),
        updatable("attr_wait_secs", PropertyKind::Number).default("0").support(Support::since("6.0.0")),
        updatable("value", PropertyKind::String).default("\"test_string\""),
        Property::new("update_replace_value", PropertyKind::String).support(Support::since("7.0.0")),
        updatable("fail", PropertyKind::Boolean).default("false"),
        updatable("update_replace", PropertyKind::Boolean).default("false"),
        updatable("wait_secs", PropertyKind::Number).default("0"),
        updatable(
            "action_wait_secs",
            PropertyKind::Map(&[
                updatable("create", PropertyKind::Number),
                updatable("update", PropertyKind::Number),
                updatable("delete", PropertyKind::Number),
            ]),
        ),
        updatable("client_name", PropertyKind::String).default("\"\""),
        updatable("entity_name", PropertyKind::String).default("\"\""),
    ],
    attributes: &[Attribute::new("output", None)],
    shape: Shape::Flow(&Flow {
        start,
        resume,
        attribute,
        reference: physical_id_or_name,
        identity: |_| Value::Null,
        judge: Some(judge),
        validate: None,
    }),
    rollback: Rollback { predictable: true, ..Rollback::PLAIN },
};

const fn updatable(name: &'static str, kind: PropertyKind) -> Property {
    Property::new(name, kind).on_change(OnChange::Update)
}

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    let word = match verb {
        Verb::Create => "create",
        Verb::Update if new_value(inputs).is_some() => "update",
        Verb::Delete => "delete",
        Verb::Update | Verb::Observe | Verb::Adopt | Verb::Suspend | Verb::Resume | Verb::Snapshot | Verb::Signal => {
            return finish(verb, inputs);
        }
    };
    let wait = wait(word, inputs.properties);
    if wait == 0.0 {
        return finish(verb, inputs);
    }
    let (after, stage) = if wait < 0.0 { (ENDLESS, json!("endless")) } else { (seconds(wait), json!("waiting")) };
    // A create that will fail makes no object.
    let made = verb == Verb::Create && !fails(inputs);
    let physical_id = made.then(|| inputs.record.physical_name.clone());
    Turn { physical_id, ..Turn::next(Next::Wait { after, stage }) }
}

fn resume(verb: Verb, stage: &Json, _answer: Answer, inputs: &Inputs<'_>) -> Turn {
    if stage == "endless" {
        return Turn::next(Next::Wait { after: ENDLESS, stage: stage.clone() });
    }
    finish(verb, inputs)
}

fn finish(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Create | Verb::Update if fails(inputs) => Turn::next(Next::Failed(Failure::new(
            FailureKind::Invalid,
            "ValueError",
            format!("Test Resource failed {}", inputs.record.path.name()),
        ))),
        Verb::Create => {
            let value = inputs.properties.get("value").cloned().unwrap_or_default();
            let physical_id = Some(inputs.record.physical_name.clone());
            Turn { physical_id, data: Some(data(value)), ..Turn::next(Next::Done(None)) }
        }
        Verb::Update => Turn { data: new_value(inputs).map(data), ..Turn::next(Next::Done(None)) },
        Verb::Delete | Verb::Observe | Verb::Adopt | Verb::Suspend | Verb::Resume | Verb::Snapshot | Verb::Signal => {
            local::nothing_to_do(verb, inputs)
        }
    }
}

fn data(value: Value) -> Map {
    let mut data = Map::new();
    data.insert("value", value);
    data
}

fn fails(inputs: &Inputs<'_>) -> bool {
    inputs.properties.get("fail").and_then(Value::as_bool) == Some(true)
}

/// The value that an update puts in: one that differs and is not empty.
fn new_value(inputs: &Inputs<'_>) -> Option<Value> {
    let wanted = inputs.properties.get("value").filter(|value| !is_empty(value))?;
    let kept = inputs.record.data.get("value").is_some_and(|kept| kept.same(wanted));
    (!kept).then(|| wanted.clone())
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

/// Seconds to wait; below zero for ever.
fn wait(word: &str, properties: &Value) -> f64 {
    let own = properties.get("action_wait_secs").and_then(|waits| waits.get(word)).and_then(local::number);
    own.or_else(|| properties.get("wait_secs").and_then(local::number)).unwrap_or(0.0)
}

/// The stored text: an object with applied properties has stored their value unless it was empty.
fn attribute(record: &Incarnation, name: &str) -> Option<Value> {
    if name != "output" {
        return None;
    }
    let applied = record.applied.get("value").filter(|value| !is_empty(value));
    Some(applied.or_else(|| record.data.get("value")).cloned().unwrap_or_default())
}

/// A changed value asks for another object if the new properties say so, or may say so.
fn judge(_record: &Incarnation, wanted: &Value, changes: &[Change]) -> Option<Difference> {
    let changed = changes.iter().any(|change| change.path.first().is_some_and(|key| key == "value"));
    let replace = wanted.get("update_replace").is_some_and(|flag| flag.has_unknown() || flag.as_bool() == Some(true));
    (changed && replace).then(|| Difference::Replace("value".to_owned()))
}
