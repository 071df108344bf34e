//! `AWS::AutoScaling::ScalingPolicy`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::AutoScaling::ScalingPolicy",
    support: Support::ALWAYS,
    properties: &[
        Property::new("AutoScalingGroupName", PropertyKind::String).required(),
        Property::new("ScalingAdjustment", PropertyKind::Integer).required().on_change(OnChange::Update),
        Property::new("AdjustmentType", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[r#""ChangeInCapacity""#, r#""ExactCapacity""#, r#""PercentChangeInCapacity""#]),
        ]),
        Property::new("Cooldown", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("MinAdjustmentStep", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
    ],
    attributes: &[Attribute::new("AlarmUrl", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
