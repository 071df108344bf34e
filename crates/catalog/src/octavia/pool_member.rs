//! `OS::Octavia::PoolMember`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::PoolMember",
    support: Support::since("10.0.0"),
    properties: &[
        Property::new("pool", PropertyKind::String).required().constraints(&[Constraint::Custom("octavia.pool")]),
        Property::new("address", PropertyKind::String).required().constraints(&[Constraint::Custom("ip_addr")]),
        Property::new("protocol_port", PropertyKind::Integer)
            .required()
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("monitor_address", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
        Property::new("monitor_port", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("weight", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("1")
            .constraints(&[Constraint::Range { min: Some(0.0), max: Some(256.0) }]),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("subnet", PropertyKind::String).constraints(&[Constraint::Custom("neutron.subnet")]),
        Property::new("tags", PropertyKind::List(&[])).on_change(OnChange::Update).support(Support::since("13.0.0")),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
