//! `OS::Barbican::Secret`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Barbican::Secret",
    support: Support::since("2014.2"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("payload", PropertyKind::String),
        Property::new("secret_type", PropertyKind::String)
            .default(r#""opaque""#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""symmetric""#,
                r#""public""#,
                r#""private""#,
                r#""certificate""#,
                r#""passphrase""#,
                r#""opaque""#,
            ])])
            .support(Support::since("5.0.0")),
        Property::new("payload_content_type", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""text/plain""#, r#""application/octet-stream""#])]),
        Property::new("payload_content_encoding", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""base64""#])]),
        Property::new("expiration", PropertyKind::String).constraints(&[Constraint::Custom("expiration")]),
        Property::new("algorithm", PropertyKind::String),
        Property::new("bit_length", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("mode", PropertyKind::String),
    ],
    attributes: &[Attribute::new("status", Some("string")), Attribute::new("decrypted_payload", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
