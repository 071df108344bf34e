//! `OS::Neutron::Subnet`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Subnet",
    support: Support::ALWAYS,
    properties: &[
        Property::new("network_id", PropertyKind::String)
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
        Property::new("network", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(Support::since("2014.2")),
        Property::new("subnetpool", PropertyKind::String)
            .constraints(&[Constraint::Custom("neutron.subnetpool")])
            .support(Support::since("6.0.0")),
        Property::new("prefixlen", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }])
            .support(Support::since("6.0.0")),
        Property::new("cidr", PropertyKind::String).constraints(&[Constraint::Custom("net_cidr")]),
        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("ip_version", PropertyKind::Integer)
            .default("4")
            .constraints(&[Constraint::AllowedValues(&["4", "6"])]),
        Property::new("dns_nameservers", PropertyKind::List(&[])).on_change(OnChange::Update).default("[]"),
        Property::new("gateway_ip", PropertyKind::String).on_change(OnChange::Update),
        Property::new("enable_dhcp", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new(
            "allocation_pools",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("start", PropertyKind::String).required().constraints(&[Constraint::Custom("ip_addr")]),
                Property::new("end", PropertyKind::String).required().constraints(&[Constraint::Custom("ip_addr")]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("tenant_id", PropertyKind::String),
        Property::new(
            "host_routes",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("destination", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("net_cidr")]),
                Property::new("nexthop", PropertyKind::String).required().constraints(&[Constraint::Custom("ip_addr")]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("ipv6_ra_mode", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""dhcpv6-stateful""#, r#""dhcpv6-stateless""#, r#""slaac""#])])
            .support(Support::since("2015.1")),
        Property::new("ipv6_address_mode", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""dhcpv6-stateful""#, r#""dhcpv6-stateless""#, r#""slaac""#])])
            .support(Support::since("2015.1")),
        Property::new("segment", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.segment")])
            .support(Support {
                status: SupportStatus::Supported,
                version: Some("11.0.0"),
                message: None,
                previous: Some(&Support::since("9.0.0")),
            }),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute::new("network_id", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("allocation_pools", Some("list")),
        Attribute::new("gateway_ip", Some("string")),
        Attribute::new("host_routes", Some("list")),
        Attribute::new("ip_version", Some("string")),
        Attribute::new("cidr", Some("string")),
        Attribute::new("dns_nameservers", Some("list")),
        Attribute::new("enable_dhcp", Some("string")),
    ],
    shape: Shape::Placeholder,
    rollback: Rollback::PLAIN,
};
