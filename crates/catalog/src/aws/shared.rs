//! Properties that several types of EC2 have.

use resource::{Constraint, Property, PropertyKind};

/// `Tags`.
pub(super) const TAGS: Property = Property::new(
    "Tags",
    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
        Property::new("Key", PropertyKind::String).required(),
        Property::new("Value", PropertyKind::String).required(),
    ]))]),
);

/// `BlockDeviceMappings`.
pub(super) const BLOCK_DEVICE_MAPPINGS: Property = Property::new(
    "BlockDeviceMappings",
    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
        Property::new("DeviceName", PropertyKind::String).required(),
        Property::new(
            "Ebs",
            PropertyKind::Map(&[
                Property::new("DeleteOnTermination", PropertyKind::Boolean).default("true"),
                Property::new("Iops", PropertyKind::Number),
                Property::new("SnapshotId", PropertyKind::String).constraints(&[Constraint::Custom("cinder.snapshot")]),
                Property::new("VolumeSize", PropertyKind::String),
                Property::new("VolumeType", PropertyKind::String),
            ]),
        ),
        Property::new("NoDevice", PropertyKind::Map(&[])),
        Property::new("VirtualName", PropertyKind::String),
    ]))]),
);

/// `NovaSchedulerHints`.
pub(super) const NOVA_SCHEDULER_HINTS: Property = Property::new(
    "NovaSchedulerHints",
    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
        Property::new("Key", PropertyKind::String).required(),
        Property::new("Value", PropertyKind::String).required(),
    ]))]),
);
