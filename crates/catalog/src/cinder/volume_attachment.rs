//! `OS::Cinder::VolumeAttachment`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Cinder::VolumeAttachment",
    support: Support::ALWAYS,
    properties: &[
        Property::new("instance_uuid", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("volume_id", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("cinder.volume")]),
        Property::new("mountpoint", PropertyKind::String).on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
