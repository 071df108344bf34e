//! `OS::Octavia::AvailabilityZoneProfile`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::AvailabilityZoneProfile",
    support: Support::since("24.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("availability_zone_data", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("json_string")]),
        Property::new("provider_name", PropertyKind::String).on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
