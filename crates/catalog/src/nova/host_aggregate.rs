//! `OS::Nova::HostAggregate`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Nova::HostAggregate",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("availability_zone", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "hosts",
            PropertyKind::List(&[Property::item(PropertyKind::String).constraints(&[Constraint::Custom("nova.host")])]),
        )
        .on_change(OnChange::Update),
        Property::new("metadata", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
