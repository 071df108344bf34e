//! `AWS::AutoScaling::LaunchConfiguration`: its tables.

use super::shared;
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
        shared::BLOCK_DEVICE_MAPPINGS,
        shared::NOVA_SCHEDULER_HINTS,
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
