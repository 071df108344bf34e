//! `AWS::EC2::InternetGateway`: its tables.

use resource::{Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::InternetGateway",
    support: Support::ALWAYS,
    properties: &[Property::new(
        "Tags",
        PropertyKind::List(&[Property::item(PropertyKind::Map(&[
            Property::new("Key", PropertyKind::String).required(),
            Property::new("Value", PropertyKind::String).required(),
        ]))]),
    )],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
