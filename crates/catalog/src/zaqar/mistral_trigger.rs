//! `OS::Zaqar::MistralTrigger`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Zaqar::MistralTrigger",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new("queue_name", PropertyKind::String).required().constraints(&[Constraint::Custom("zaqar.queue")]),
        Property::new("ttl", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("220367260800")
            .constraints(&[Constraint::Range { min: Some(60.0), max: None }]),
        Property::new("workflow_id", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("mistral.workflow")]),
        Property::new("params", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("input", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
