//! `OS::Manila::SecurityService`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Manila::SecurityService",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("type", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
            r#""ldap""#,
            r#""kerberos""#,
            r#""active_directory""#,
        ])]),
        Property::new("dns_ip", PropertyKind::String).on_change(OnChange::Update),
        Property::new("server", PropertyKind::String).on_change(OnChange::Update),
        Property::new("domain", PropertyKind::String).on_change(OnChange::Update),
        Property::new("user", PropertyKind::String).on_change(OnChange::Update),
        Property::new("password", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
