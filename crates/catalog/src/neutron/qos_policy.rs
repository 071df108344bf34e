//! `OS::Neutron::QoSPolicy`: its tables.

use resource::{Attribute, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::QoSPolicy",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("shared", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("tenant_id", PropertyKind::String),
    ],
    attributes: &[Attribute::new("rules", Some("list"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
