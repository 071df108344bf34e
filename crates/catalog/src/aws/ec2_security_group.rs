//! `AWS::EC2::SecurityGroup`: its tables.

use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::SecurityGroup",
    support: Support::ALWAYS,
    properties: &[
        Property::new("GroupDescription", PropertyKind::String).required(),
        Property::new("VpcId", PropertyKind::String),
        Property::new(
            "SecurityGroupIngress",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("CidrIp", PropertyKind::String),
                Property::new("FromPort", PropertyKind::String),
                Property::new("ToPort", PropertyKind::String),
                Property::new("IpProtocol", PropertyKind::String),
                Property::new("SourceSecurityGroupId", PropertyKind::String),
                Property::new("SourceSecurityGroupName", PropertyKind::String),
                Property::new("SourceSecurityGroupOwnerId", PropertyKind::String),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new(
            "SecurityGroupEgress",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("CidrIp", PropertyKind::String),
                Property::new("FromPort", PropertyKind::String),
                Property::new("ToPort", PropertyKind::String),
                Property::new("IpProtocol", PropertyKind::String),
                Property::new("SourceSecurityGroupId", PropertyKind::String),
                Property::new("SourceSecurityGroupName", PropertyKind::String),
                Property::new("SourceSecurityGroupOwnerId", PropertyKind::String),
            ]))]),
        )
        .on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
