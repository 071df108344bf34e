//! `OS::Neutron::ExtraRouteSet`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::ExtraRouteSet",
    support: Support::since("14.0.0"),
    properties: &[
        Property::new("router", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.router")]),
        Property::new(
            "routes",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("destination", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("net_cidr")]),
                Property::new("nexthop", PropertyKind::String).required().constraints(&[Constraint::Custom("ip_addr")]),
            ]))]),
        )
        .on_change(OnChange::Update)
        .default("[]"),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
