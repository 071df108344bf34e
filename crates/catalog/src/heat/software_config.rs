//! `OS::Heat::SoftwareConfig`: its tables.

use super::shared;
use resource::{Attribute, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SoftwareConfig",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("group", PropertyKind::String).default(r#""Heat::Ungrouped""#),
        Property::new("config", PropertyKind::String),
        Property::new("options", PropertyKind::Map(&[])),
        shared::INPUTS,
        shared::OUTPUTS,
    ],
    attributes: &[Attribute::new("config", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
