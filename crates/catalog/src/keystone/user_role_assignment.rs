//! `OS::Keystone::UserRoleAssignment`: its tables.

use super::shared;
use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Keystone::UserRoleAssignment",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("user", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("keystone.user")]),
        shared::ROLES,
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
