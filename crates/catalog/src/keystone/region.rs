//! `OS::Keystone::Region`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Keystone::Region",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("id", PropertyKind::String),
        Property::new("parent_region", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("keystone.region")]),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("enabled", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
