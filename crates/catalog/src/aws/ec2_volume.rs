//! `AWS::EC2::Volume`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::Volume",
    support: Support::ALWAYS,
    properties: &[
        Property::new("AvailabilityZone", PropertyKind::String).required().on_change(OnChange::Refuse),
        Property::new("Size", PropertyKind::Integer)
            .on_change(OnChange::Refuse)
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
        Property::new("SnapshotId", PropertyKind::String)
            .on_change(OnChange::Refuse)
            .constraints(&[Constraint::Custom("cinder.backup")]),
        Property::new(
            "Tags",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("Key", PropertyKind::String).required(),
                Property::new("Value", PropertyKind::String).required(),
            ]))]),
        )
        .on_change(OnChange::Refuse),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
