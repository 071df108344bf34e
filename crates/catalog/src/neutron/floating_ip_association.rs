//! `OS::Neutron::FloatingIPAssociation`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::FloatingIPAssociation",
    support: Support::ALWAYS,
    properties: &[
        Property::new("floatingip_id", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("port_id", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("fixed_ip_address", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("ip_addr")]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
