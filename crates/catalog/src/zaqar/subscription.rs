//! `OS::Zaqar::Subscription`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Zaqar::Subscription",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new("queue_name", PropertyKind::String).required().constraints(&[Constraint::Custom("zaqar.queue")]),
        Property::new("subscriber", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("ttl", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("220367260800")
            .constraints(&[Constraint::Range { min: Some(60.0), max: None }]),
        Property::new("options", PropertyKind::Map(&[])).on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
