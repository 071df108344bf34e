//! `OS::Heat::None`: stands for any type without doing anything.

use super::local;
use model::value::Value;
use resource::{Flow, Inputs, Next, ResourceType, Rollback, Shape, Support, Turn, Verb, physical_id_or_name};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::None",
    support: Support::since("5.0.0"),
    properties: &[],
    attributes: &[],
    shape: Shape::Flow(&Flow {
        start,
        resume: |verb, _, _, inputs| start(verb, inputs),
        attribute: |_, _| Some(Value::Null),
        reference: physical_id_or_name,
        identity: |_| Value::Null,
        judge: None,
        validate: None,
    }),
    rollback: Rollback { predictable: true, ..Rollback::PLAIN },
};

/// Whether any properties are accepted and none are looked at.
pub(crate) fn ignores_properties(kind: &ResourceType) -> bool {
    kind.name == TYPE.name
}

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Create => Turn { physical_id: Some(local::uuid_from(inputs.entropy)), ..Turn::next(Next::Done(None)) },
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
