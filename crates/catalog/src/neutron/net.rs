//! `OS::Neutron::Net`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Net",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("tenant_id", PropertyKind::String),
        Property::new("shared", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("dhcp_agent_ids", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("port_security_enabled", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .support(Support::since("5.0.0")),
        Property::new("qos_policy", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.qos_policy")])
            .support(Support::since("6.0.0")),
        Property::new("dns_domain", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("dns_domain")])
            .support(Support::since("7.0.0")),
        Property::new("availability_zone_hints", PropertyKind::List(&[])).support(Support::since("19.0.0")),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
    ],
    attributes: &[
        Attribute::new("status", Some("string")),
        Attribute::new("name", Some("string")),
        Attribute::new("subnets", Some("list")),
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("port_security_enabled", Some("boolean")).since("5.0.0"),
        Attribute::new("mtu", Some("integer")).since("5.0.0"),
        Attribute::new("qos_policy_id", Some("string")).since("6.0.0"),
        Attribute::new("l2_adjacency", Some("boolean")).since("9.0.0"),
        Attribute::new("segments", Some("list")).since("11.0.0"),
    ],
    shape: Shape::Placeholder,
    rollback: Rollback::PLAIN,
};
