//! `OS::Heat::Delay`: lets time pass.
//!
//! Not checked: whether the longest delay exceeds the stack's time-out; the operation's deadline takes care of that.

use super::local::{self, seconds};
use super::random::Stream;
use model::value::Value;
use resource::{
    Constraint, Flow, Inputs, Next, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, Turn,
    Verb, physical_id_or_name,
};
use serde_json::json;

const NOT_NEGATIVE: &[Constraint] = &[Constraint::Range { min: Some(0.0), max: None }];

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::Delay",
    support: Support::since("11.0.0"),
    properties: &[
        number("min_wait").default("0"),
        number("max_jitter").default("0"),
        number("jitter_multiplier").default("1.0"),
        Property::new("actions", PropertyKind::List(&[]))
            .on_change(OnChange::Update)
            .default("[\"CREATE\"]")
            .constraints(&[Constraint::AllowedValues(&["\"CREATE\"", "\"DELETE\"", "\"SUSPEND\"", "\"RESUME\""])]),
    ],
    attributes: &[],
    shape: Shape::Flow(&Flow {
        start,
        resume: |verb, _, _, inputs| done(verb, inputs),
        attribute: |_, _| None,
        reference: physical_id_or_name,
        identity: |_| Value::Null,
        judge: None,
        validate: None,
    }),
    rollback: Rollback { predictable: true, ..Rollback::PLAIN },
};

const fn number(name: &'static str) -> Property {
    Property::new(name, PropertyKind::Number).on_change(OnChange::Update).constraints(NOT_NEGATIVE)
}

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    let action = match verb {
        Verb::Create => "CREATE",
        Verb::Delete => "DELETE",
        Verb::Suspend => "SUSPEND",
        Verb::Resume => "RESUME",
        Verb::Update | Verb::Observe | Verb::Adopt | Verb::Snapshot | Verb::Signal => {
            return done(verb, inputs);
        }
    };
    let actions = inputs.properties.get("actions").and_then(Value::as_list).unwrap_or_default();
    let after = seconds(wait(inputs));
    if after.is_zero() || !actions.iter().any(|a| a.as_str() == Some(action)) {
        return done(verb, inputs);
    }
    Turn::next(Next::Wait { after, stage: json!("waiting") })
}

fn wait(inputs: &Inputs<'_>) -> f64 {
    let number = |name: &str, default: f64| inputs.properties.get(name).and_then(local::number).unwrap_or(default);
    let jitter = number("max_jitter", 0.0) * number("jitter_multiplier", 1.0);
    number("min_wait", 0.0) + jitter * Stream::new(inputs.entropy).fraction()
}

/// A delay has no object of its own: it exists as soon as it was created.
fn done(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Observe => {
            let healthy = model::observation::Observation::healthy(inputs.now);
            Turn::next(Next::Done(Some(Box::new(healthy))))
        }
        Verb::Create
        | Verb::Update
        | Verb::Delete
        | Verb::Adopt
        | Verb::Suspend
        | Verb::Resume
        | Verb::Snapshot
        | Verb::Signal => local::nothing_to_do(verb, inputs),
    }
}
