//! `OS::Heat::MultipartMime`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::MultipartMime",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("group", PropertyKind::String).default(r#""Heat::Ungrouped""#).support(Support::since("14.0.0")),
        Property::new(
            "parts",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("config", PropertyKind::String).required(),
                Property::new("filename", PropertyKind::String),
                Property::new("type", PropertyKind::String)
                    .default(r#""text""#)
                    .constraints(&[Constraint::AllowedValues(&[r#""text""#, r#""multipart""#])]),
                Property::new("subtype", PropertyKind::String),
            ]))]),
        )
        .default("[]"),
    ],
    attributes: &[Attribute::new("config", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
