//! `OS::Aodh::Alarm`: its tables.

use super::shared;
use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Aodh::Alarm",
    support: Support {
        status: SupportStatus::Deprecated,
        version: Some("10.0.0"),
        message: None,
        previous: Some(&Support::since("2014.1")),
    },
    properties: &[
        shared::COMPARISON_OPERATOR,
        Property::new("evaluation_periods", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("meter_name", PropertyKind::String).required(),
        Property::new("period", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("statistic", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::AllowedValues(&[r#""count""#, r#""avg""#, r#""sum""#, r#""min""#, r#""max""#])]),
        shared::THRESHOLD,
        Property::new("matching_metadata", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new(
            "query",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("field", PropertyKind::String),
                Property::new("type", PropertyKind::String)
                    .default(r#""string""#)
                    .constraints(&[Constraint::AllowedValues(&[
                        r#""integer""#,
                        r#""float""#,
                        r#""string""#,
                        r#""boolean""#,
                        r#""datetime""#,
                    ])])
                    .support(Support::since("8.0.0")),
                Property::new("op", PropertyKind::String).constraints(&[Constraint::AllowedValues(&[
                    r#""le""#, r#""ge""#, r#""eq""#, r#""lt""#, r#""gt""#, r#""ne""#,
                ])]),
                Property::new("value", PropertyKind::String),
            ]))]),
        )
        .on_change(OnChange::Update)
        .support(Support::since("2015.1")),
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
