//! `AWS::AutoScaling::LaunchConfiguration`: its tables.

use resource::{Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::AutoScaling::LaunchConfiguration",
    support: Support::ALWAYS,
    properties: &[
        Property::new("ImageId", PropertyKind::String).constraints(&[Constraint::Custom("glance.image")]),
        Property::new("InstanceType", PropertyKind::String).constraints(&[Constraint::Custom("nova.flavor")]),
        Property::new("InstanceId", PropertyKind::String).constraints(&[Constraint::Custom("nova.server")]),
        Property::new("KeyName", PropertyKind::String).constraints(&[Constraint::Custom("nova.keypair")]),
        Property::new("UserData", PropertyKind::String),
        Property::new("SecurityGroups", PropertyKind::List(&[])),
        Property::new("KernelId", PropertyKind::String),
        Property::new("RamDiskId", PropertyKind::String),
        Property::new(
            "BlockDeviceMappings",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("DeviceName", PropertyKind::String).required(),
                Property::new(
                    "Ebs",
                    PropertyKind::Map(&[
                        Property::new("DeleteOnTermination", PropertyKind::Boolean).default("true"),
                        Property::new("Iops", PropertyKind::Number),
                        Property::new("SnapshotId", PropertyKind::String)
                            .constraints(&[Constraint::Custom("cinder.snapshot")]),
                        Property::new("VolumeSize", PropertyKind::String),
                        Property::new("VolumeType", PropertyKind::String),
                    ]),
                ),
                Property::new("NoDevice", PropertyKind::Map(&[])),
                Property::new("VirtualName", PropertyKind::String),
            ]))]),
        ),
        Property::new(
            "NovaSchedulerHints",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("Key", PropertyKind::String).required(),
                Property::new("Value", PropertyKind::String).required(),
            ]))]),
        ),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
