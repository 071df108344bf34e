//! `OS::Glance::WebImage`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Glance::WebImage",
    support: Support::since("12.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("id", PropertyKind::String),
        Property::new("min_disk", PropertyKind::Integer)
            .default("0")
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("min_ram", PropertyKind::Integer)
            .default("0")
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("protected", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("disk_format", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
            r#""ami""#,
            r#""ari""#,
            r#""aki""#,
            r#""vhd""#,
            r#""vhdx""#,
            r#""vmdk""#,
            r#""raw""#,
            r#""qcow2""#,
            r#""vdi""#,
            r#""iso""#,
            r#""ploop""#,
        ])]),
        Property::new("container_format", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(
            &[r#""ami""#, r#""ari""#, r#""aki""#, r#""bare""#, r#""ovf""#, r#""ova""#, r#""docker""#],
        )]),
        Property::new("location", PropertyKind::String).required(),
        Property::new("tags", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("architecture", PropertyKind::String).on_change(OnChange::Update),
        Property::new("kernel_id", PropertyKind::String).on_change(OnChange::Update).constraints(&[
            Constraint::AllowedPattern(
                "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$",
            ),
        ]),
        Property::new("os_distro", PropertyKind::String).on_change(OnChange::Update),
        Property::new("os_version", PropertyKind::String).on_change(OnChange::Update),
        Property::new("owner", PropertyKind::String).on_change(OnChange::Update),
        Property::new("extra_properties", PropertyKind::Map(&[]))
            .on_change(OnChange::Update)
            .default("{}")
            .support(Support::since("17.0.0")),
        Property::new("visibility", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""private""#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""public""#,
                r#""private""#,
                r#""community""#,
                r#""shared""#,
            ])]),
        Property::new("ramdisk_id", PropertyKind::String).on_change(OnChange::Update).constraints(&[
            Constraint::AllowedPattern(
                "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$",
            ),
        ]),
        Property::new("active", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .default("true")
            .support(Support::since("16.0.0")),
        Property::new("members", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("16.0.0")),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
