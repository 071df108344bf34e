//! `OS::Neutron::L2Gateway`: its tables.

use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::L2Gateway",
    support: Support::since("12.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new(
            "devices",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("device_name", PropertyKind::String).required(),
                Property::new(
                    "interfaces",
                    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                        Property::new("name", PropertyKind::String).required(),
                        Property::new("segmentation_id", PropertyKind::List(&[])),
                    ]))]),
                )
                .required(),
            ]))]),
        )
        .required()
        .on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
