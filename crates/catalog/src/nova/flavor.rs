//! `OS::Nova::Flavor`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Nova::Flavor",
    support: Support::since("2014.2"),
    properties: &[
        Property::new(
            "tenants",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("keystone.project")])
            ]),
        )
        .on_change(OnChange::Update)
        .default("[]")
        .support(Support::since("8.0.0")),
        Property::new("flavorid", PropertyKind::String).support(Support::since("7.0.0")),
        Property::new("name", PropertyKind::String).support(Support::since("7.0.0")),
        Property::new("ram", PropertyKind::Integer).required(),
        Property::new("vcpus", PropertyKind::Integer).required(),
        Property::new("disk", PropertyKind::Integer).default("0"),
        Property::new("swap", PropertyKind::Integer).default("0"),
        Property::new("ephemeral", PropertyKind::Integer).default("0"),
        Property::new("rxtx_factor", PropertyKind::Number).default("1.0"),
        Property::new("extra_specs", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new("is_public", PropertyKind::Boolean).default("true").support(Support::since("6.0.0")),
    ],
    attributes: &[
        Attribute::new("is_public", Some("boolean")).since("6.0.0"),
        Attribute::new("extra_specs", Some("map")).since("7.0.0"),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
