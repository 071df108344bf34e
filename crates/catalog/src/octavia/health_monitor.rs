//! `OS::Octavia::HealthMonitor`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::HealthMonitor",
    support: Support::since("10.0.0"),
    properties: &[
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("delay", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("expected_codes", PropertyKind::String).on_change(OnChange::Update),
        Property::new("http_method", PropertyKind::String).on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[
                r#""GET""#,
                r#""HEAD""#,
                r#""POST""#,
                r#""PUT""#,
                r#""DELETE""#,
                r#""TRACE""#,
                r#""OPTIONS""#,
                r#""CONNECT""#,
                r#""PATCH""#,
            ]),
        ]),
        Property::new("max_retries", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(10.0) }]),
        Property::new("pool", PropertyKind::String).required().constraints(&[Constraint::Custom("octavia.pool")]),
        Property::new("timeout", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("type", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
            r#""PING""#,
            r#""TCP""#,
            r#""HTTP""#,
            r#""HTTPS""#,
            r#""UDP-CONNECT""#,
        ])]),
        Property::new("url_path", PropertyKind::String).on_change(OnChange::Update),
        Property::new("tenant_id", PropertyKind::String),
    ],
    attributes: &[Attribute::new("pools", Some("list"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
