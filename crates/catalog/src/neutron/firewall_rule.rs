//! `OS::Neutron::FirewallRule`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::FirewallRule",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("shared", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("protocol", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""any""#)
            .constraints(&[Constraint::AllowedValues(&[r#""tcp""#, r#""udp""#, r#""icmp""#, r#""any""#])]),
        Property::new("ip_version", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""4""#)
            .constraints(&[Constraint::AllowedValues(&[r#""4""#, r#""6""#])]),
        Property::new("source_ip_address", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("net_cidr")]),
        Property::new("destination_ip_address", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("net_cidr")]),
        Property::new("source_port", PropertyKind::String).on_change(OnChange::Update),
        Property::new("destination_port", PropertyKind::String).on_change(OnChange::Update),
        Property::new("action", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""deny""#)
            .constraints(&[Constraint::AllowedValues(&[r#""allow""#, r#""deny""#])]),
        Property::new("enabled", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute::new("description", Some("string")),
        Attribute::new("firewall_policy_id", Some("string")),
        Attribute::new("shared", Some("string")),
        Attribute::new("protocol", Some("string")),
        Attribute::new("ip_version", Some("string")),
        Attribute::new("source_ip_address", Some("string")),
        Attribute::new("destination_ip_address", Some("string")),
        Attribute::new("source_port", Some("string")),
        Attribute::new("destination_port", Some("string")),
        Attribute::new("action", Some("string")),
        Attribute::new("enabled", Some("string")),
        Attribute::new("position", Some("string")),
        Attribute::new("tenant_id", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
