//! `AWS::CloudFormation::Stack`: its tables.

use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::CloudFormation::Stack",
    support: Support::ALWAYS,
    properties: &[
        Property::new("TemplateURL", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("TimeoutInMinutes", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("Parameters", PropertyKind::Map(&[])).on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
