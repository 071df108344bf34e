//! `AWS::EC2::VolumeAttachment`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::VolumeAttachment",
    support: Support::ALWAYS,
    properties: &[
        Property::new("InstanceId", PropertyKind::String)
            .required()
            .on_change(OnChange::Refuse)
            .constraints(&[Constraint::Custom("nova.server")]),
        Property::new("VolumeId", PropertyKind::String)
            .required()
            .on_change(OnChange::Refuse)
            .constraints(&[Constraint::Custom("cinder.volume")]),
        Property::new("Device", PropertyKind::String)
            .required()
            .on_change(OnChange::Refuse)
            .constraints(&[Constraint::AllowedPattern("/dev/vd[b-z]")]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
