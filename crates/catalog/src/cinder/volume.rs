//! `OS::Cinder::Volume`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Cinder::Volume",
    support: Support::ALWAYS,
    properties: &[
        Property::new("availability_zone", PropertyKind::String),
        Property::new("size", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
        Property::new("snapshot_id", PropertyKind::String).constraints(&[Constraint::Custom("cinder.snapshot")]),
        Property::new("backup_id", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("cinder.backup")]),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("volume_type", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("cinder.vtype")]),
        Property::new("metadata", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("imageRef", PropertyKind::String).alias_of("image").support(Support {
            status: SupportStatus::Hidden,
            version: Some("5.0.0"),
            message: None,
            previous: Some(&Support {
                status: SupportStatus::Deprecated,
                version: Some("2014.1"),
                message: None,
                previous: None,
            }),
        }),
        Property::new("image", PropertyKind::String).constraints(&[Constraint::Custom("glance.image")]),
        Property::new("source_volid", PropertyKind::String).constraints(&[Constraint::Custom("cinder.volume")]),
        Property::new("scheduler_hints", PropertyKind::Map(&[])).support(Support::since("2015.1")),
        Property::new("read_only", PropertyKind::Boolean).on_change(OnChange::Update).support(Support::since("5.0.0")),
        Property::new("multiattach", PropertyKind::Boolean).default("false").support(Support {
            status: SupportStatus::Hidden,
            version: Some("13.0.0"),
            message: None,
            previous: Some(&Support::since("6.0.0")),
        }),
    ],
    attributes: &[
        Attribute::new("availability_zone", Some("string")),
        Attribute::new("size", Some("string")),
        Attribute::new("snapshot_id", Some("string")),
        Attribute::new("display_name", Some("string")),
        Attribute::new("display_description", Some("string")),
        Attribute::new("volume_type", Some("string")),
        Attribute::new("metadata", Some("string")),
        Attribute::new("source_volid", Some("string")),
        Attribute::new("status", Some("string")),
        Attribute::new("created_at", Some("string")),
        Attribute::new("bootable", Some("string")),
        Attribute::new("metadata_values", Some("map")),
        Attribute::new("encrypted", Some("string")),
        Attribute {
            support: Support {
                status: SupportStatus::Deprecated,
                version: Some("9.0.0"),
                message: None,
                previous: Some(&Support::since("2015.1")),
            },
            ..Attribute::new("attachments", Some("string"))
        },
        Attribute::new("attachments_list", Some("list")).since("9.0.0"),
        Attribute::new("multiattach", Some("boolean")).since("6.0.0"),
    ],
    shape: Shape::Placeholder,
    rollback: Rollback::PLAIN,
};
