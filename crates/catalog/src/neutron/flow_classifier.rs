//! `OS::Neutron::FlowClassifier`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::FlowClassifier",
    support: Support { status: SupportStatus::Unsupported, version: Some("8.0.0"), message: None, previous: None },
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("protocol", PropertyKind::String).constraints(&[Constraint::AllowedValues(&[
            r#""tcp""#,
            r#""udp""#,
            r#""icmp""#,
        ])]),
        Property::new("ethertype", PropertyKind::String)
            .default(r#""IPv4""#)
            .constraints(&[Constraint::AllowedValues(&[r#""IPv4""#, r#""IPv6""#])]),
        Property::new("source_ip_prefix", PropertyKind::String).constraints(&[Constraint::Custom("net_cidr")]),
        Property::new("destination_ip_prefix", PropertyKind::String).constraints(&[Constraint::Custom("net_cidr")]),
        Property::new("source_port_range_min", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("source_port_range_max", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("destination_port_range_min", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("destination_port_range_max", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(65535.0) }]),
        Property::new("logical_source_port", PropertyKind::String).constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("logical_destination_port", PropertyKind::String)
            .constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("l7_parameters", PropertyKind::Map(&[])).support(Support {
            status: SupportStatus::Unsupported,
            version: None,
            message: None,
            previous: None,
        }),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
