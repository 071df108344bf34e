//! `OS::Neutron::ExtraRoute`: its tables.

use resource::{Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::ExtraRoute",
    support: Support { status: SupportStatus::Unsupported, version: None, message: None, previous: None },
    properties: &[
        Property::new("router_id", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.router")]),
        Property::new("destination", PropertyKind::String).required(),
        Property::new("nexthop", PropertyKind::String).required(),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
