//! `OS::Neutron::RBACPolicy`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::RBACPolicy",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("object_type", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
            r#""network""#,
            r#""qos_policy""#,
            r#""security_group""#,
            r#""address_scope""#,
            r#""subnetpool""#,
        ])]),
        Property::new("target_tenant", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("action", PropertyKind::String)
            .required()
            .constraints(&[Constraint::AllowedValues(&[r#""access_as_shared""#, r#""access_as_external""#])]),
        Property::new("object_id", PropertyKind::String).required(),
        Property::new("tenant_id", PropertyKind::String),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
