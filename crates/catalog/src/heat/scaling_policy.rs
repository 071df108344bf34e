//! `OS::Heat::ScalingPolicy`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::ScalingPolicy",
    support: Support::ALWAYS,
    properties: &[
        Property::new("auto_scaling_group_id", PropertyKind::String).required(),
        Property::new("scaling_adjustment", PropertyKind::Number).required().on_change(OnChange::Update),
        Property::new("adjustment_type", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[
                r#""change_in_capacity""#,
                r#""exact_capacity""#,
                r#""percent_change_in_capacity""#,
            ]),
        ]),
        Property::new("cooldown", PropertyKind::Number).on_change(OnChange::Update),
        Property::new("min_adjustment_step", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
    ],
    attributes: &[
        Attribute::new("alarm_url", Some("string")),
        Attribute::new("signal_url", Some("string")).since("5.0.0"),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
