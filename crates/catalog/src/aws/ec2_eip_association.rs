//! `AWS::EC2::EIPAssociation`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::EIPAssociation",
    support: Support::ALWAYS,
    properties: &[
        Property::new("InstanceId", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("nova.server")]),
        Property::new("EIP", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("ip_addr")]),
        Property::new("AllocationId", PropertyKind::String).on_change(OnChange::Update),
        Property::new("NetworkInterfaceId", PropertyKind::String).on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
