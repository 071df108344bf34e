//! `OS::Heat::Stack`: its tables.

use resource::{Attribute, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::Stack",
    support: Support::ALWAYS,
    properties: &[
        Property::new(
            "context",
            PropertyKind::Map(&[
                Property::new("region_name", PropertyKind::String),
                Property::new("credential_secret_id", PropertyKind::String)
                    .on_change(OnChange::Update)
                    .support(Support::since("12.0.0")),
                Property::new("ca_cert", PropertyKind::String)
                    .on_change(OnChange::Update)
                    .support(Support::since("12.0.0")),
                Property::new("insecure", PropertyKind::Boolean)
                    .on_change(OnChange::Update)
                    .default("false")
                    .support(Support::since("12.0.0")),
            ]),
        )
        .on_change(OnChange::Update),
        Property::new("template", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("timeout", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("parameters", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
    ],
    attributes: &[Attribute::new("stack_name", Some("string")), Attribute::new("outputs", Some("map"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
