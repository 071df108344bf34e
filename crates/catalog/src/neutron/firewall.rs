//! `OS::Neutron::Firewall`: its tables.

use resource::{Attribute, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Firewall",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("firewall_policy_id", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("value_specs", PropertyKind::Map(&[]))
            .on_change(OnChange::Update)
            .default("{}")
            .support(Support::since("5.0.0")),
        Property::new("shared", PropertyKind::Boolean).on_change(OnChange::Update).support(Support {
            status: SupportStatus::Unsupported,
            version: Some("6.0.0"),
            message: None,
            previous: Some(&Support::since("2015.1")),
        }),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute::new("description", Some("string")),
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("firewall_policy_id", Some("string")),
        Attribute {
            support: Support {
                status: SupportStatus::Unsupported,
                version: Some("6.0.0"),
                message: None,
                previous: None,
            },
            ..Attribute::new("shared", Some("string"))
        },
        Attribute::new("status", Some("string")),
        Attribute::new("tenant_id", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
