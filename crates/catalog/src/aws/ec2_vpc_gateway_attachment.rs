//! `AWS::EC2::VPCGatewayAttachment`: its tables.

use resource::{Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::VPCGatewayAttachment",
    support: Support::ALWAYS,
    properties: &[
        Property::new("VpcId", PropertyKind::String).required(),
        Property::new("InternetGatewayId", PropertyKind::String),
        Property::new("VpnGatewayId", PropertyKind::String),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
