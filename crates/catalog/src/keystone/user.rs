//! `OS::Keystone::User`: its tables.

use super::shared;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Keystone::User",
    support: Support::since("2015.1"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        shared::DOMAIN,
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("enabled", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("email", PropertyKind::String).on_change(OnChange::Update),
        Property::new("password", PropertyKind::String).on_change(OnChange::Update),
        Property::new("default_project", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("keystone.project")]),
        Property::new(
            "groups",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("keystone.group")])
            ]),
        )
        .on_change(OnChange::Update),
        shared::ROLES,
    ],
    attributes: &[
        Attribute::new("name", Some("string")).since("9.0.0"),
        Attribute::new("default_project_id", Some("string")).since("9.0.0"),
        Attribute::new("domain_id", Some("string")).since("9.0.0"),
        Attribute::new("enabled", Some("boolean")).since("9.0.0"),
        Attribute::new("password_expires_at", Some("string")).since("9.0.0"),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
