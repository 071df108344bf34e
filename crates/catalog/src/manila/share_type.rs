//! `OS::Manila::ShareType`: its tables.

use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Manila::ShareType",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).required(),
        Property::new("is_public", PropertyKind::Boolean).default("true"),
        Property::new("driver_handles_share_servers", PropertyKind::Boolean).required(),
        Property::new("extra_specs", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new("snapshot_support", PropertyKind::Boolean).default("true").support(Support::since("6.0.0")),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
