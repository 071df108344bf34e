//! `OS::Neutron::TaaS::TapService`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::TaaS::TapService",
    support: Support::since("12.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("port", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.port")]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
