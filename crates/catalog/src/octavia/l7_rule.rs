//! `OS::Octavia::L7Rule`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::L7Rule",
    support: Support::since("10.0.0"),
    properties: &[
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("l7policy", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("octavia.l7policy")]),
        Property::new("type", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[r#""HOST_NAME""#, r#""PATH""#, r#""FILE_TYPE""#, r#""HEADER""#, r#""COOKIE""#]),
        ]),
        Property::new("compare_type", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[
                r#""REGEX""#,
                r#""STARTS_WITH""#,
                r#""ENDS_WITH""#,
                r#""CONTAINS""#,
                r#""EQUAL_TO""#,
            ]),
        ]),
        Property::new("invert", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("key", PropertyKind::String).on_change(OnChange::Update),
        Property::new("value", PropertyKind::String).required().on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
