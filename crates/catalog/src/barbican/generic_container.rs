//! `OS::Barbican::GenericContainer`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Barbican::GenericContainer",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new(
            "secrets",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("name", PropertyKind::String).required(),
                Property::new("ref", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("barbican.secret")]),
            ]))]),
        ),
    ],
    attributes: &[
        Attribute::new("status", Some("string")),
        Attribute::new("container_ref", Some("string")),
        Attribute::new("secret_refs", Some("map")),
        Attribute::new("consumers", Some("list")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
