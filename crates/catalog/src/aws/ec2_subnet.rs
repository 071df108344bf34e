//! `AWS::EC2::Subnet`: its tables.

use super::shared;
use resource::{Attribute, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::Subnet",
    support: Support::ALWAYS,
    properties: &[
        Property::new("AvailabilityZone", PropertyKind::String),
        Property::new("CidrBlock", PropertyKind::String).required(),
        Property::new("VpcId", PropertyKind::String).required(),
        shared::TAGS,
    ],
    attributes: &[Attribute::new("AvailabilityZone", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
