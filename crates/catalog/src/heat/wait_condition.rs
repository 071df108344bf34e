//! `OS::Heat::WaitCondition`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::WaitCondition",
    support: Support::since("2014.2"),
    properties: &[
        Property::new("handle", PropertyKind::String).required(),
        Property::new("timeout", PropertyKind::Number)
            .required()
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(43200.0) }]),
        Property::new("count", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("1")
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
    ],
    attributes: &[Attribute::new("data", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
