//! `OS::Aodh::EventAlarm`: its tables.

use super::shared;
use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Aodh::EventAlarm",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new("event_type", PropertyKind::String).on_change(OnChange::Update).default(r#""*""#),
        Property::new(
            "query",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("field", PropertyKind::String),
                Property::new("type", PropertyKind::String).default(r#""string""#).constraints(&[
                    Constraint::AllowedValues(&[
                        r#""integer""#,
                        r#""float""#,
                        r#""string""#,
                        r#""boolean""#,
                        r#""datetime""#,
                    ]),
                ]),
                Property::new("op", PropertyKind::String).constraints(&[Constraint::AllowedValues(&[
                    r#""le""#, r#""ge""#, r#""eq""#, r#""lt""#, r#""gt""#, r#""ne""#,
                ])]),
                Property::new("value", PropertyKind::String),
            ]))]),
        )
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
