//! `OS::Barbican::Order`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Barbican::Order",
    support: Support::since("2014.2"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("payload_content_type", PropertyKind::String),
        Property::new("expiration", PropertyKind::String).constraints(&[Constraint::Custom("expiration")]),
        Property::new("algorithm", PropertyKind::String),
        Property::new("bit_length", PropertyKind::Integer),
        Property::new("mode", PropertyKind::String),
        Property::new("type", PropertyKind::String)
            .required()
            .constraints(&[Constraint::AllowedValues(&[r#""key""#, r#""asymmetric""#, r#""certificate""#])])
            .support(Support::since("5.0.0")),
        Property::new("request_type", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""stored-key""#, r#""simple-cmc""#, r#""custom""#])])
            .support(Support::since("5.0.0")),
        Property::new("subject_dn", PropertyKind::String).support(Support::since("5.0.0")),
        Property::new("source_container_ref", PropertyKind::String)
            .constraints(&[Constraint::Custom("barbican.container")])
            .support(Support::since("5.0.0")),
        Property::new("ca_id", PropertyKind::String).support(Support::since("5.0.0")),
        Property::new("profile", PropertyKind::String).support(Support::since("5.0.0")),
        Property::new("request_data", PropertyKind::String).support(Support::since("5.0.0")),
        Property::new("pass_phrase", PropertyKind::String).support(Support::since("5.0.0")),
    ],
    attributes: &[
        Attribute::new("status", Some("string")),
        Attribute::new("order_ref", Some("string")),
        Attribute::new("secret_ref", Some("string")),
        Attribute::new("container_ref", Some("string")).since("5.0.0"),
        Attribute::new("public_key", Some("string")).since("5.0.0"),
        Attribute::new("private_key", Some("string")).since("5.0.0"),
        Attribute::new("certificate", Some("string")).since("5.0.0"),
        Attribute::new("intermediates", Some("string")).since("5.0.0"),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
