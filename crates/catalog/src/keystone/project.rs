//! `OS::Keystone::Project`: its tables.

use super::shared;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Keystone::Project",
    support: Support::since("2015.1"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        shared::DOMAIN,
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("enabled", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("parent", PropertyKind::String)
            .constraints(&[Constraint::Custom("keystone.project")])
            .support(Support::since("6.0.0")),
        Property::new("tags", PropertyKind::List(&[]))
            .on_change(OnChange::Update)
            .default("[]")
            .support(Support::since("10.0.0")),
    ],
    attributes: &[
        Attribute::new("name", Some("string")).since("10.0.0"),
        Attribute::new("parent_id", Some("string")).since("10.0.0"),
        Attribute::new("domain_id", Some("string")).since("10.0.0"),
        Attribute::new("enabled", Some("boolean")).since("10.0.0"),
        Attribute::new("is_domain", Some("boolean")).since("10.0.0"),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
