//! `AWS::EC2::RouteTable`: its tables.

use super::shared;
use resource::{Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::RouteTable",
    support: Support::since("2014.1"),
    properties: &[Property::new("VpcId", PropertyKind::String).required(), shared::TAGS],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
