//! `OS::Manila::Share`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType =
    ResourceType {
        name: "OS::Manila::Share",
        support: Support::since("5.0.0"),
        properties: &[
            Property::new("share_protocol", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(
                &[r#""NFS""#, r#""CIFS""#, r#""GlusterFS""#, r#""HDFS""#, r#""CEPHFS""#],
            )]),
            Property::new("size", PropertyKind::Integer).required(),
            Property::new("snapshot", PropertyKind::String).constraints(&[Constraint::Custom("manila.share_snapshot")]),
            Property::new("name", PropertyKind::String).on_change(OnChange::Update),
            Property::new("metadata", PropertyKind::Map(&[])).on_change(OnChange::Update),
            Property::new("share_network", PropertyKind::String)
                .constraints(&[Constraint::Custom("manila.share_network")]),
            Property::new("description", PropertyKind::String).on_change(OnChange::Update),
            Property::new("share_type", PropertyKind::String).constraints(&[Constraint::Custom("manila.share_type")]),
            Property::new("is_public", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
            Property::new(
                "access_rules",
                PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                    Property::new("access_to", PropertyKind::String).required(),
                    Property::new("access_type", PropertyKind::String).required().constraints(&[
                        Constraint::AllowedValues(&[r#""ip""#, r#""user""#, r#""cert""#, r#""cephx""#]),
                    ]),
                    Property::new("access_level", PropertyKind::String)
                        .constraints(&[Constraint::AllowedValues(&[r#""ro""#, r#""rw""#])]),
                ]))]),
            )
            .on_change(OnChange::Update)
            .default("[]"),
        ],
        attributes: &[
            Attribute::new("availability_zone", Some("string")),
            Attribute::new("host", Some("string")),
            Attribute::new("export_locations", Some("list")),
            Attribute::new("share_server_id", Some("string")),
            Attribute::new("created_at", Some("string")),
            Attribute::new("status", Some("string")),
            Attribute::new("project_id", Some("string")),
        ],
        shape: Shape::Placeholder(None),
        rollback: Rollback::PLAIN,
    };
