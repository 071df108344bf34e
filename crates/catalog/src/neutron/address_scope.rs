//! `OS::Neutron::AddressScope`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::AddressScope",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("shared", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("tenant_id", PropertyKind::String).constraints(&[Constraint::Custom("keystone.project")]),
        Property::new("ip_version", PropertyKind::Integer)
            .default("4")
            .constraints(&[Constraint::AllowedValues(&["4", "6"])]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
