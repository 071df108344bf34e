//! `OS::Cinder::VolumeType`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Cinder::VolumeType",
    support: Support::since("2015.1"),
    properties: &[
        Property::new("name", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("metadata", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new("is_public", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .default("true")
            .support(Support::since("5.0.0")),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).support(Support::since("5.0.0")),
        Property::new(
            "projects",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("keystone.project")])
            ]),
        )
        .on_change(OnChange::Update)
        .default("[]")
        .support(Support::since("5.0.0")),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
