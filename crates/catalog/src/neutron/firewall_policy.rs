//! `OS::Neutron::FirewallPolicy`: its tables.

use resource::{Attribute, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::FirewallPolicy",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("shared", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("audited", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("firewall_rules", PropertyKind::List(&[])).on_change(OnChange::Update),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute::new("description", Some("string")),
        Attribute::new("firewall_rules", Some("list")),
        Attribute::new("shared", Some("string")),
        Attribute::new("audited", Some("string")),
        Attribute::new("tenant_id", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
