//! `OS::Mistral::Workflow`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Mistral::Workflow",
    support: Support::since("2015.1"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("type", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::AllowedValues(&[r#""direct""#, r#""reverse""#])]),
        Property::new("use_request_body_as_input", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .support(Support::since("6.0.0")),
        Property::new("tags", PropertyKind::List(&[])).on_change(OnChange::Update).support(Support::since("10.0.0")),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("input", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new("output", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new("params", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new(
            "task_defaults",
            PropertyKind::Map(&[
                Property::new("on_success", PropertyKind::List(&[])),
                Property::new("on_error", PropertyKind::List(&[])),
                Property::new("on_complete", PropertyKind::List(&[])),
                Property::new("requires", PropertyKind::List(&[])),
                Property::new("retry", PropertyKind::Map(&[])),
                Property::new("wait_before", PropertyKind::Integer),
                Property::new("wait_after", PropertyKind::Integer),
                Property::new("pause_before", PropertyKind::Boolean),
                Property::new("timeout", PropertyKind::Integer),
                Property::new("concurrency", PropertyKind::Integer).support(Support::since("8.0.0")),
            ]),
        )
        .on_change(OnChange::Update)
        .support(Support::since("5.0.0")),
        Property::new(
            "tasks",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("name", PropertyKind::String).required(),
                Property::new("description", PropertyKind::String),
                Property::new("input", PropertyKind::Map(&[])),
                Property::new("action", PropertyKind::String),
                Property::new("workflow", PropertyKind::String).constraints(&[Constraint::Custom("mistral.workflow")]),
                Property::new("publish", PropertyKind::Map(&[])),
                Property::new("on_success", PropertyKind::List(&[])),
                Property::new("on_error", PropertyKind::List(&[])),
                Property::new("on_complete", PropertyKind::List(&[])),
                Property::new("policies", PropertyKind::Map(&[])).support(Support {
                    status: SupportStatus::Hidden,
                    version: Some("8.0.0"),
                    message: None,
                    previous: Some(&Support {
                        status: SupportStatus::Deprecated,
                        version: Some("5.0.0"),
                        message: None,
                        previous: Some(&Support::since("2015.1")),
                    }),
                }),
                Property::new("requires", PropertyKind::List(&[])),
                Property::new("retry", PropertyKind::Map(&[])).support(Support::since("5.0.0")),
                Property::new("wait_before", PropertyKind::Integer).support(Support::since("5.0.0")),
                Property::new("wait_after", PropertyKind::Integer).support(Support::since("5.0.0")),
                Property::new("pause_before", PropertyKind::Boolean).support(Support::since("5.0.0")),
                Property::new("timeout", PropertyKind::Integer).support(Support::since("5.0.0")),
                Property::new("with_items", PropertyKind::String).support(Support::since("5.0.0")),
                Property::new("keep_result", PropertyKind::Boolean).support(Support::since("5.0.0")),
                Property::new("concurrency", PropertyKind::Integer).support(Support::since("8.0.0")),
                Property::new("target", PropertyKind::String).support(Support::since("5.0.0")),
                Property::new("join", PropertyKind::String).support(Support::since("6.0.0")),
            ]))]),
        )
        .required()
        .on_change(OnChange::Update)
        .constraints(&[Constraint::Length { min: Some(1), max: None }]),
    ],
    attributes: &[
        Attribute::new("data", Some("map")),
        Attribute::new("alarm_url", Some("string")),
        Attribute::new("executions", Some("list")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
