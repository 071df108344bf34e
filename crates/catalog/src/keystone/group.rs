//! `OS::Keystone::Group`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Keystone::Group",
    support: Support::since("2015.1"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("domain", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""default""#)
            .constraints(&[Constraint::Custom("keystone.domain")]),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
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
