//! `AWS::IAM::AccessKey`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::IAM::AccessKey",
    support: Support::ALWAYS,
    properties: &[
        Property::new("Serial", PropertyKind::Integer),
        Property::new("UserName", PropertyKind::String).required(),
        Property::new("Status", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""Active""#, r#""Inactive""#])]),
    ],
    attributes: &[Attribute::new("UserName", Some("string")), Attribute::new("SecretAccessKey", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
