//! `OS::Nova::KeyPair`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Nova::KeyPair",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("name", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Length { min: Some(1), max: Some(255) }]),
        Property::new("save_private_key", PropertyKind::Boolean).default("false"),
        Property::new("public_key", PropertyKind::String),
        Property::new("type", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""ssh""#, r#""x509""#])])
            .support(Support::since("8.0.0")),
        Property::new("user", PropertyKind::String)
            .constraints(&[Constraint::Custom("keystone.user")])
            .support(Support::since("9.0.0")),
    ],
    attributes: &[Attribute::new("public_key", Some("string")), Attribute::new("private_key", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
