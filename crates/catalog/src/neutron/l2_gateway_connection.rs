//! `OS::Neutron::L2GatewayConnection`: its tables.

use resource::{Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::L2GatewayConnection",
    support: Support::since("12.0.0"),
    properties: &[
        Property::new("l2_gateway_id", PropertyKind::String).required(),
        Property::new("network_id", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.network")]),
        Property::new("segmentation_id", PropertyKind::String),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
