//! `OS::Octavia::Pool`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::Pool",
    support: Support::since("10.0.0"),
    properties: &[
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new(
            "session_persistence",
            PropertyKind::Map(&[
                Property::new("type", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
                    r#""SOURCE_IP""#,
                    r#""HTTP_COOKIE""#,
                    r#""APP_COOKIE""#,
                ])]),
                Property::new("cookie_name", PropertyKind::String),
            ]),
        )
        .on_change(OnChange::Update),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("lb_algorithm", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[
                r#""ROUND_ROBIN""#,
                r#""LEAST_CONNECTIONS""#,
                r#""SOURCE_IP""#,
                r#""SOURCE_IP_PORT""#,
            ]),
        ]),
        Property::new("listener", PropertyKind::String).constraints(&[Constraint::Custom("octavia.listener")]),
        Property::new("loadbalancer", PropertyKind::String).constraints(&[Constraint::Custom("octavia.loadbalancer")]),
        Property::new("protocol", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
            r#""TCP""#,
            r#""HTTP""#,
            r#""HTTPS""#,
            r#""TERMINATED_HTTPS""#,
            r#""PROXY""#,
            r#""UDP""#,
        ])]),
        Property::new("tls_enabled", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .default("false")
            .support(Support::since("14.0.0")),
    ],
    attributes: &[
        Attribute::new("healthmonitor_id", Some("string")),
        Attribute::new("listeners", Some("string")),
        Attribute::new("members", Some("list")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
