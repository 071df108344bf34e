//! `OS::Cinder::EncryptedVolumeType`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Cinder::EncryptedVolumeType",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("provider", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("control_location", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""front-end""#)
            .constraints(&[Constraint::AllowedValues(&[r#""front-end""#, r#""back-end""#])]),
        Property::new("cipher", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::AllowedValues(&[r#""aes-xts-plain64""#, r#""aes-cbc-essiv""#])]),
        Property::new("key_size", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("volume_type", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("cinder.vtype")]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
