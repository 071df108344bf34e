//! `OS::Aodh::CompositeAlarm`: its tables.

use super::shared;
use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Aodh::CompositeAlarm",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new(
            "composite_rule",
            PropertyKind::Map(&[
                Property::new("operator", PropertyKind::String)
                    .required()
                    .on_change(OnChange::Update)
                    .constraints(&[Constraint::AllowedValues(&[r#""or""#, r#""and""#])]),
                Property::new("rules", PropertyKind::List(&[]))
                    .required()
                    .on_change(OnChange::Update)
                    .constraints(&[Constraint::Length { min: Some(2), max: None }]),
            ]),
        )
        .required()
        .on_change(OnChange::Update),
        shared::DESCRIPTION,
        shared::ENABLED,
        shared::ALARM_ACTIONS,
        shared::OK_ACTIONS,
        shared::INSUFFICIENT_DATA_ACTIONS,
        shared::ALARM_QUEUES,
        shared::OK_QUEUES,
        shared::INSUFFICIENT_DATA_QUEUES,
        shared::REPEAT_ACTIONS,
        shared::SEVERITY,
        shared::TIME_CONSTRAINTS,
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
