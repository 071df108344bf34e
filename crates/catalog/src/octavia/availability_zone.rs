//! `OS::Octavia::AvailabilityZone`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::AvailabilityZone",
    support: Support::since("24.0.0"),
    properties: &[
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("enabled", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("availability_zone_profile", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("octavia.availabilityzoneprofile")]),
    ],
    attributes: &[Attribute::new("availability_zone_profile_id", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
