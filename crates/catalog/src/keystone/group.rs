//! `OS::Keystone::Group`: its tables.

use super::shared;
use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Keystone::Group",
    support: Support::since("2015.1"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        shared::DOMAIN,
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        shared::ROLES,
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
