//! `OS::Heat::Value`: a value with a name.

use super::local;
use crate::properties::convert;
use model::value::Value;
use resource::{
    Attribute, Constraint, Fault, Flow, Inputs, Next, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape,
    Support, Turn, Verb, physical_id_or_name,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::Value",
    support: Support::since("7.0.0"),
    properties: &[
        Property::new("value", PropertyKind::Any).required().on_change(OnChange::Update),
        Property::new("type", PropertyKind::String).on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[
                "\"string\"",
                "\"number\"",
                "\"comma_delimited_list\"",
                "\"json\"",
                "\"boolean\"",
            ]),
        ]),
    ],
    attributes: &[Attribute::new("value", None)],
    shape: Shape::Flow(&Flow {
        start,
        resume: |verb, _, _, inputs| start(verb, inputs),
        // As it was given: Heat checks it against `type`, but does not hand out the converted value.
        attribute: |record, name| if name == "value" { record.applied.get("value").cloned() } else { None },
        reference: physical_id_or_name,
        identity: |_| Value::Null,
        judge: None,
        validate: Some(validate),
    }),
    rollback: Rollback { predictable: true, ..Rollback::PLAIN },
};

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Create => {
            let physical_id = Some(inputs.record.physical_name.clone());
            Turn { physical_id, ..Turn::next(Next::Done(None)) }
        }
        Verb::Update
        | Verb::Delete
        | Verb::Observe
        | Verb::Adopt
        | Verb::Suspend
        | Verb::Resume
        | Verb::Snapshot
        | Verb::Signal => local::nothing_to_do(verb, inputs),
    }
}

fn validate(properties: &Value) -> Result<(), Fault> {
    let kind = match properties.get("type").and_then(Value::as_str) {
        Some("string") => PropertyKind::String,
        Some("number") => PropertyKind::Number,
        Some("comma_delimited_list") => PropertyKind::List(&[]),
        Some("json") => PropertyKind::Map(&[]),
        Some("boolean") => PropertyKind::Boolean,
        _ => return Ok(()),
    };
    let value = properties.get("value").unwrap_or(&Value::Null);
    match convert(&Property::new("value", kind), value) {
        Ok(_) => Ok(()),
        Err(findings) => {
            let message = findings.into_iter().next().map(|f| f.message).unwrap_or_default();
            Err(Fault { path: vec!["value".to_owned()], message })
        }
    }
}
