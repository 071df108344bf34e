//! `OS::Neutron::FloatingIPPortForward`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::FloatingIPPortForward",
    support: Support::since("19.0.0"),
    properties: &[
        Property::new("internal_ip_address", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("ip_addr")]),
        Property::new("internal_port_number", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("external_port", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("internal_port", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("protocol", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[r#""tcp""#, r#""udp""#, r#""icmp""#, r#""icmp6""#, r#""sctp""#, r#""dccp""#]),
        ]),
        Property::new("floating_ip", PropertyKind::String).required(),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
