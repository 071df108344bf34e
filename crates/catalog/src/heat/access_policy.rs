//! `OS::Heat::AccessPolicy`: its tables.

use resource::{Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::AccessPolicy",
    support: Support::ALWAYS,
    properties: &[Property::new("AllowedResources", PropertyKind::List(&[])).required()],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
