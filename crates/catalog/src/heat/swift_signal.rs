//! `OS::Heat::SwiftSignal`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SwiftSignal",
    support: Support::since("2014.2"),
    properties: &[
        Property::new("handle", PropertyKind::String).required(),
        Property::new("timeout", PropertyKind::Number)
            .required()
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(43200.0) }]),
        Property::new("count", PropertyKind::Integer)
            .default("1")
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(1000.0) }]),
    ],
    attributes: &[Attribute::new("data", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
