//! `OS::Cinder::QoSSpecs`: its tables.

use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Cinder::QoSSpecs",
    support: Support::since("7.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("specs", PropertyKind::Map(&[])).required().on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
