//! `OS::Blazar::Lease`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Blazar::Lease",
    support: Support::since("12.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).required(),
        Property::new("start_date", PropertyKind::String)
            .required()
            .constraints(&[Constraint::AllowedPattern(r#"\d{4}-\d{2}-\d{2}\s\d{2}:\d{2}"#)]),
        Property::new("end_date", PropertyKind::String)
            .required()
            .constraints(&[Constraint::AllowedPattern(r#"\d{4}-\d{2}-\d{2}\s\d{2}:\d{2}"#)]),
        Property::new("before_end_date", PropertyKind::String)
            .constraints(&[Constraint::AllowedPattern(r#"\d{4}-\d{2}-\d{2}\s\d{2}:\d{2}"#)]),
        Property::new(
            "reservations",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("resource_type", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::AllowedValues(&[r#""virtual:instance""#, r#""physical:host""#])]),
                Property::new("min", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
                Property::new("max", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
                Property::new("hypervisor_properties", PropertyKind::String),
                Property::new("resource_properties", PropertyKind::String),
                Property::new("before_end", PropertyKind::String)
                    .default(r#""default""#)
                    .constraints(&[Constraint::AllowedValues(&[r#""default""#, r#""snapshot""#])]),
                Property::new("amount", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(0.0), max: Some(2_147_483_647.0) }]),
                Property::new("vcpus", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(0.0), max: Some(2_147_483_647.0) }]),
                Property::new("memory_mb", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(0.0), max: Some(2_147_483_647.0) }]),
                Property::new("disk_gb", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(0.0), max: Some(2_147_483_647.0) }]),
                Property::new("affinity", PropertyKind::Boolean).default("false"),
            ]))]),
        )
        .required(),
        Property::new(
            "events",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("event_type", PropertyKind::String).required(),
                Property::new("time", PropertyKind::String).required(),
            ]))]),
        )
        .default("[]"),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute::new("start_date", Some("string")),
        Attribute::new("end_date", Some("string")),
        Attribute::new("created_at", Some("string")),
        Attribute::new("updated_at", Some("string")),
        Attribute::new("status", Some("string")),
        Attribute::new("degraded", Some("boolean")),
        Attribute::new("user_id", Some("string")),
        Attribute::new("project_id", Some("string")),
        Attribute::new("trust_id", Some("string")),
        Attribute::new("reservations", Some("list")),
        Attribute::new("events", Some("list")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
