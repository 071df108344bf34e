//! `OS::Octavia::Flavor`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::Flavor",
    support: Support::since("14.0.0"),
    properties: &[
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("enabled", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("flavor_profile", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("octavia.flavorprofile")]),
    ],
    attributes: &[Attribute::new("flavor_profile_id", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
