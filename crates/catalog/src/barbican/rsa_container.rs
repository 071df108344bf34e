//! `OS::Barbican::RSAContainer`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Barbican::RSAContainer",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("private_key_ref", PropertyKind::String).constraints(&[Constraint::Custom("barbican.secret")]),
        Property::new("private_key_passphrase_ref", PropertyKind::String)
            .constraints(&[Constraint::Custom("barbican.secret")]),
        Property::new("public_key_ref", PropertyKind::String).constraints(&[Constraint::Custom("barbican.secret")]),
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
