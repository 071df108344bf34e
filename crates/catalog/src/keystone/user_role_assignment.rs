//! `OS::Keystone::UserRoleAssignment`: its tables.

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
        Property::new(
            "roles",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("role", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("keystone.role")]),
                Property::new("project", PropertyKind::String).constraints(&[Constraint::Custom("keystone.project")]),
                Property::new("domain", PropertyKind::String).constraints(&[Constraint::Custom("keystone.domain")]),
            ]))]),
        )
        .on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
