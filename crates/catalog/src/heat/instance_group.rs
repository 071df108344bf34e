//! `OS::Heat::InstanceGroup`: its tables.

use resource::{Attribute, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::InstanceGroup",
    support: Support::ALWAYS,
    properties: &[
        Property::new("AvailabilityZones", PropertyKind::List(&[])).required(),
        Property::new("LaunchConfigurationName", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("Size", PropertyKind::Integer).required().on_change(OnChange::Update),
        Property::new("LoadBalancerNames", PropertyKind::List(&[])),
        Property::new(
            "Tags",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("Key", PropertyKind::String).required(),
                Property::new("Value", PropertyKind::String).required(),
            ]))]),
        ),
    ],
    attributes: &[Attribute::new("InstanceList", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};

/// The update policy that Heat knows for such a group.
pub(crate) const UPDATE_POLICY: &[Property] = &[Property::new(
    "RollingUpdate",
    PropertyKind::Map(&[
        Property::new("MinInstancesInService", PropertyKind::Integer).default("0"),
        Property::new("MaxBatchSize", PropertyKind::Integer).default("1"),
        Property::new("PauseTime", PropertyKind::String).default("\"PT0S\""),
    ]),
)];
