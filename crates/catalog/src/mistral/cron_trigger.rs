//! `OS::Mistral::CronTrigger`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Mistral::CronTrigger",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("pattern", PropertyKind::String).constraints(&[Constraint::Custom("cron_expression")]),
        Property::new(
            "workflow",
            PropertyKind::Map(&[
                Property::new("name", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("mistral.workflow")]),
                Property::new("input", PropertyKind::Map(&[])),
            ]),
        )
        .required(),
        Property::new("first_time", PropertyKind::String),
        Property::new("count", PropertyKind::Integer),
    ],
    attributes: &[
        Attribute::new("next_execution_time", Some("string")),
        Attribute::new("remaining_executions", Some("integer")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
