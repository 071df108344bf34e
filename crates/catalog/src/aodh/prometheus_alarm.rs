//! `OS::Aodh::PrometheusAlarm`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Aodh::PrometheusAlarm",
    support: Support::since("22.0.0"),
    properties: &[
        Property::new("comparison_operator", PropertyKind::String).on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[r#""le""#, r#""ge""#, r#""eq""#, r#""lt""#, r#""gt""#, r#""ne""#]),
        ]),
        Property::new("query", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("threshold", PropertyKind::Number).required().on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("enabled", PropertyKind::Boolean).on_change(OnChange::Update).default(r#""true""#),
        Property::new("alarm_actions", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("ok_actions", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("insufficient_data_actions", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new(
            "alarm_queues",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("zaqar.queue")])
            ]),
        )
        .on_change(OnChange::Update)
        .default("[]")
        .support(Support::since("8.0.0")),
        Property::new(
            "ok_queues",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("zaqar.queue")])
            ]),
        )
        .on_change(OnChange::Update)
        .default("[]")
        .support(Support::since("8.0.0")),
        Property::new(
            "insufficient_data_queues",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("zaqar.queue")])
            ]),
        )
        .on_change(OnChange::Update)
        .default("[]")
        .support(Support::since("8.0.0")),
        Property::new("repeat_actions", PropertyKind::Boolean).on_change(OnChange::Update).default(r#""true""#),
        Property::new("severity", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""low""#)
            .constraints(&[Constraint::AllowedValues(&[r#""low""#, r#""moderate""#, r#""critical""#])])
            .support(Support::since("5.0.0")),
        Property::new(
            "time_constraints",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("name", PropertyKind::String).required(),
                Property::new("start", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("cron_expression")]),
                Property::new("description", PropertyKind::String),
                Property::new("duration", PropertyKind::Integer)
                    .required()
                    .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
                Property::new("timezone", PropertyKind::String).constraints(&[Constraint::Custom("timezone")]),
            ]))]),
        )
        .default("[]")
        .support(Support::since("5.0.0")),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
