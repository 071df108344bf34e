//! `OS::Octavia::LoadBalancer`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::LoadBalancer",
    support: Support::since("10.0.0"),
    properties: &[
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("provider", PropertyKind::String),
        Property::new("vip_address", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
        Property::new("vip_subnet", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.subnet")]),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("tenant_id", PropertyKind::String).constraints(&[Constraint::Custom("keystone.project")]),
        Property::new("flavor", PropertyKind::String)
            .constraints(&[Constraint::Custom("octavia.flavor")])
            .support(Support::since("14.0.0")),
        Property::new("availability_zone", PropertyKind::String)
            .constraints(&[Constraint::Custom("octavia.availabilityzone")])
            .support(Support::since("17.0.0")),
    ],
    attributes: &[
        Attribute::new("vip_address", Some("string")),
        Attribute::new("vip_port_id", Some("string")),
        Attribute::new("vip_subnet_id", Some("string")),
        Attribute::new("pools", Some("list")),
        Attribute::new("flavor_id", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
