//! `OS::Heat::CloudConfig`: its tables.

use resource::{Attribute, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::CloudConfig",
    support: Support::since("2014.1"),
    properties: &[Property::new("cloud_config", PropertyKind::Map(&[]))],
    attributes: &[Attribute::new("config", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
