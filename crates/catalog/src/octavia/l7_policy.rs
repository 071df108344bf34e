//! `OS::Octavia::L7Policy`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::L7Policy",
    support: Support::since("10.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("action", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[r#""REJECT""#, r#""REDIRECT_TO_POOL""#, r#""REDIRECT_TO_URL""#]),
        ]),
        Property::new("redirect_pool", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("octavia.pool")]),
        Property::new("redirect_url", PropertyKind::String).on_change(OnChange::Update),
        Property::new("position", PropertyKind::Number)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
        Property::new("listener", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("octavia.listener")]),
    ],
    attributes: &[Attribute::new("rules", Some("list"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
