//! `OS::Keystone::Service`: its tables.

use super::shared;
use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Keystone::Service",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("type", PropertyKind::String).required().on_change(OnChange::Update),
        shared::ENABLED,
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
