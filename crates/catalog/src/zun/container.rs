//! `OS::Zun::Container`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Zun::Container",
    support: Support::since("9.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("image", PropertyKind::String).required(),
        Property::new("command", PropertyKind::String),
        Property::new("cpu", PropertyKind::Number).on_change(OnChange::Update),
        Property::new("memory", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("environment", PropertyKind::Map(&[])),
        Property::new("workdir", PropertyKind::String),
        Property::new("labels", PropertyKind::Map(&[])),
        Property::new("image_pull_policy", PropertyKind::String).constraints(&[Constraint::AllowedValues(&[
            r#""ifnotpresent""#,
            r#""always""#,
            r#""never""#,
        ])]),
        Property::new("restart_policy", PropertyKind::String),
        Property::new("interactive", PropertyKind::Boolean),
        Property::new("tty", PropertyKind::Boolean).support(Support::since("14.0.0")),
        Property::new("image_driver", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""docker""#, r#""glance""#])]),
        Property::new("hints", PropertyKind::Map(&[])).support(Support::since("10.0.0")),
        Property::new("hostname", PropertyKind::String).support(Support::since("10.0.0")),
        Property::new("security_groups", PropertyKind::List(&[])).default("[]").support(Support::since("10.0.0")),
        Property::new(
            "mounts",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("volume_id", PropertyKind::String).constraints(&[Constraint::Custom("cinder.volume")]),
                Property::new("volume_size", PropertyKind::Integer),
                Property::new("mount_path", PropertyKind::String).required(),
            ]))]),
        ),
        Property::new(
            "networks",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("network", PropertyKind::String).constraints(&[Constraint::Custom("neutron.network")]),
                Property::new("fixed_ip", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
                Property::new("port", PropertyKind::String).constraints(&[Constraint::Custom("neutron.port")]),
            ]))]),
        )
        .on_change(OnChange::Update)
        .support(Support::since("11.0.0")),
    ],
    attributes: &[Attribute::new("name", Some("string")), Attribute::new("addresses", Some("map"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
