//! `OS::Neutron::FloatingIP`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::FloatingIP",
    support: Support::ALWAYS,
    properties: &[
        Property::new("floating_network_id", PropertyKind::String)
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(Support {
                status: SupportStatus::Hidden,
                version: Some("5.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2014.2"),
                    message: None,
                    previous: None,
                }),
            }),
        Property::new("floating_network", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(Support::since("2014.2")),
        Property::new("floating_subnet", PropertyKind::String)
            .constraints(&[Constraint::Custom("neutron.subnet")])
            .support(Support::since("9.0.0")),
        Property::new("value_specs", PropertyKind::Map(&[])).default("{}"),
        Property::new("port_id", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("fixed_ip_address", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("ip_addr")]),
        Property::new("floating_ip_address", PropertyKind::String)
            .constraints(&[Constraint::Custom("ip_addr")])
            .support(Support::since("5.0.0")),
        Property::new("dns_name", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("rel_dns_name")])
            .support(Support::since("7.0.0")),
        Property::new("dns_domain", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("dns_domain")])
            .support(Support::since("7.0.0")),
    ],
    attributes: &[
        Attribute::new("router_id", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("floating_network_id", Some("string")),
        Attribute::new("fixed_ip_address", Some("string")),
        Attribute::new("floating_ip_address", Some("string")),
        Attribute::new("port_id", Some("string")),
    ],
    shape: Shape::Placeholder,
    rollback: Rollback::PLAIN,
};
