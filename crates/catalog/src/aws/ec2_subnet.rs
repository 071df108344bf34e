//! `AWS::EC2::Subnet`: its tables.

use resource::{Attribute, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::Subnet",
    support: Support::ALWAYS,
    properties: &[
        Property::new("AvailabilityZone", PropertyKind::String),
        Property::new("CidrBlock", PropertyKind::String).required(),
        Property::new("VpcId", PropertyKind::String).required(),
        Property::new(
            "Tags",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("Key", PropertyKind::String).required(),
                Property::new("Value", PropertyKind::String).required(),
            ]))]),
        ),
    ],
    attributes: &[Attribute::new("AvailabilityZone", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
