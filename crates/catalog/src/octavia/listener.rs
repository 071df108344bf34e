//! `OS::Octavia::Listener`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::Listener",
    support: Support::since("10.0.0"),
    properties: &[
        Property::new("protocol_port", PropertyKind::Integer)
            .required()
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("protocol", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
            r#""TCP""#,
            r#""HTTP""#,
            r#""HTTPS""#,
            r#""TERMINATED_HTTPS""#,
            r#""PROXY""#,
            r#""UDP""#,
        ])]),
        Property::new("loadbalancer", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("octavia.loadbalancer")]),
        Property::new("default_pool", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("octavia.pool")]),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("default_tls_container_ref", PropertyKind::String).on_change(OnChange::Update),
        Property::new("sni_container_refs", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("connection_limit", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("-1")
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("tenant_id", PropertyKind::String),
        Property::new(
            "allowed_cidrs",
            PropertyKind::List(&[Property::item(PropertyKind::String).constraints(&[Constraint::Custom("net_cidr")])]),
        )
        .on_change(OnChange::Update)
        .support(Support::since("14.0.0")),
    ],
    attributes: &[Attribute::new("loadbalancers", Some("list")), Attribute::new("default_pool_id", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
