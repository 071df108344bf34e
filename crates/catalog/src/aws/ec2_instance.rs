//! `AWS::EC2::Instance`: its tables.

use super::shared;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::Instance",
    support: Support::ALWAYS,
    properties: &[
        Property::new("ImageId", PropertyKind::String).required().constraints(&[Constraint::Custom("glance.image")]),
        Property::new("InstanceType", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("nova.flavor")]),
        Property::new("KeyName", PropertyKind::String).constraints(&[Constraint::Custom("nova.keypair")]),
        Property::new("AvailabilityZone", PropertyKind::String),
        Property::new("DisableApiTermination", PropertyKind::String),
        Property::new("KernelId", PropertyKind::String),
        Property::new("Monitoring", PropertyKind::Boolean),
        Property::new("PlacementGroupName", PropertyKind::String),
        Property::new("PrivateIpAddress", PropertyKind::String),
        Property::new("RamDiskId", PropertyKind::String),
        Property::new("SecurityGroups", PropertyKind::List(&[])),
        Property::new("SecurityGroupIds", PropertyKind::List(&[])),
        Property::new("NetworkInterfaces", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("SourceDestCheck", PropertyKind::Boolean),
        Property::new("SubnetId", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "Tags",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("Key", PropertyKind::String).required(),
                Property::new("Value", PropertyKind::String).required(),
            ]))]),
        )
        .on_change(OnChange::Update),
        shared::NOVA_SCHEDULER_HINTS,
        Property::new("Tenancy", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""dedicated""#, r#""default""#])]),
        Property::new("UserData", PropertyKind::String),
        Property::new(
            "Volumes",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("Device", PropertyKind::String).required(),
                Property::new("VolumeId", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("cinder.volume")]),
            ]))]),
        )
        .default("[]"),
        shared::BLOCK_DEVICE_MAPPINGS,
    ],
    attributes: &[
        Attribute::new("AvailabilityZone", Some("string")),
        Attribute::new("PrivateDnsName", Some("string")),
        Attribute::new("PublicDnsName", Some("string")),
        Attribute::new("PrivateIp", Some("string")),
        Attribute::new("PublicIp", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
