//! `OS::Heat::AutoScalingGroup`: its tables.

use super::group_size;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::AutoScalingGroup",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("resource", PropertyKind::Map(&[])).required().on_change(OnChange::Update),
        Property::new("max_size", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("min_size", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("cooldown", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("desired_capacity", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new(
            "rolling_updates",
            PropertyKind::Map(&[
                Property::new("min_in_service", PropertyKind::Integer)
                    .default("0")
                    .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
                Property::new("max_batch_size", PropertyKind::Integer)
                    .default("1")
                    .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
                Property::new("pause_time", PropertyKind::Number)
                    .default("0")
                    .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
            ]),
        )
        .on_change(OnChange::Update)
        .default(r#"{"min_in_service": 0, "max_batch_size": 1, "pause_time": 0}"#),
    ],
    attributes: &[
        Attribute::new("outputs", Some("map")).since("2014.2"),
        Attribute::new("outputs_list", Some("list")).since("2014.2"),
        Attribute::new("current_size", Some("integer")).since("2015.1"),
        Attribute::new("refs", Some("list")).since("7.0.0"),
        Attribute::new("refs_map", Some("map")).since("7.0.0"),
    ],
    shape: Shape::Placeholder(Some(|properties| {
        group_size::check(properties, ["min_size", "max_size", "desired_capacity"])
    })),
    rollback: Rollback::PLAIN,
};
