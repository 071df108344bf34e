//! `AWS::EC2::VPC`: its tables.

use super::shared;
use resource::{Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::VPC",
    support: Support::ALWAYS,
    properties: &[
        Property::new("CidrBlock", PropertyKind::String),
        Property::new("InstanceTenancy", PropertyKind::String)
            .default(r#""default""#)
            .constraints(&[Constraint::AllowedValues(&[r#""default""#, r#""dedicated""#])]),
        shared::TAGS,
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
