//! `AWS::CloudFormation::WaitCondition`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::CloudFormation::WaitCondition",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("Handle", PropertyKind::String).required(),
        Property::new("Timeout", PropertyKind::Integer)
            .required()
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(43200.0) }]),
        Property::new("Count", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("1")
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
    ],
    attributes: &[Attribute::new("Data", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
