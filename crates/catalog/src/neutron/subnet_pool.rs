//! `OS::Neutron::SubnetPool`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::SubnetPool",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "prefixes",
            PropertyKind::List(&[Property::item(PropertyKind::String).constraints(&[Constraint::Custom("net_cidr")])]),
        )
        .required()
        .on_change(OnChange::Update)
        .constraints(&[Constraint::Length { min: Some(1), max: None }]),
        Property::new("address_scope", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.address_scope")]),
        Property::new("default_quota", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("default_prefixlen", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("min_prefixlen", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("max_prefixlen", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("is_default", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("tenant_id", PropertyKind::String),
        Property::new("shared", PropertyKind::Boolean).default("false"),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
