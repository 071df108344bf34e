//! `OS::Trove::Instance`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Trove::Instance",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("name", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Length { min: None, max: Some(255) }]),
        Property::new("flavor", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("trove.flavor")]),
        Property::new("datastore_type", PropertyKind::String)
            .constraints(&[Constraint::Length { min: None, max: Some(255) }]),
        Property::new("datastore_version", PropertyKind::String)
            .constraints(&[Constraint::Length { min: None, max: Some(255) }]),
        Property::new("size", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(150.0) }]),
        Property::new(
            "networks",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("network", PropertyKind::String).constraints(&[Constraint::Custom("neutron.network")]),
                Property::new("port", PropertyKind::String).constraints(&[Constraint::Custom("neutron.port")]),
                Property::new("fixed_ip", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
            ]))]),
        )
        .default("[]"),
        Property::new(
            "databases",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("character_set", PropertyKind::String).default(r#""utf8""#),
                Property::new("collate", PropertyKind::String).default(r#""utf8_general_ci""#),
                Property::new("name", PropertyKind::String).required().constraints(&[
                    Constraint::Length { min: None, max: Some(64) },
                    Constraint::AllowedPattern(r#"[a-zA-Z0-9_\-]+[a-zA-Z0-9_@?#\s\-]*[a-zA-Z0-9_\-]+"#),
                ]),
            ]))]),
        )
        .on_change(OnChange::Update)
        .default("[]"),
        Property::new(
            "users",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("name", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
                    Constraint::Length { min: None, max: Some(16) },
                    Constraint::AllowedPattern(r#"[a-zA-Z0-9_]+[a-zA-Z0-9_@?#\s]*[a-zA-Z0-9_]+"#),
                ]),
                Property::new("password", PropertyKind::String)
                    .required()
                    .on_change(OnChange::Update)
                    .constraints(&[Constraint::AllowedPattern(r#"[a-zA-Z0-9_]+[a-zA-Z0-9_@?#\s]*[a-zA-Z0-9_]+"#)]),
                Property::new("host", PropertyKind::String).on_change(OnChange::Update).default(r#""%""#),
                Property::new("databases", PropertyKind::List(&[Property::item(PropertyKind::String)]))
                    .required()
                    .on_change(OnChange::Update)
                    .constraints(&[Constraint::Length { min: Some(1), max: None }]),
            ]))]),
        )
        .on_change(OnChange::Update)
        .default("[]"),
        Property::new("availability_zone", PropertyKind::String),
        Property::new("restore_point", PropertyKind::String),
        Property::new("replica_of", PropertyKind::String).support(Support::since("5.0.0")),
        Property::new("replica_count", PropertyKind::Integer).support(Support::since("5.0.0")),
    ],
    attributes: &[Attribute::new("hostname", Some("string")), Attribute::new("href", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
