//! `OS::Neutron::Router`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Router",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "external_gateway_info",
            PropertyKind::Map(&[
                Property::new("network", PropertyKind::String).required().on_change(OnChange::Update),
                Property::new("enable_snat", PropertyKind::Boolean).on_change(OnChange::Update),
                Property::new(
                    "external_fixed_ips",
                    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                        Property::new("ip_address", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
                        Property::new("subnet", PropertyKind::String)
                            .constraints(&[Constraint::Custom("neutron.subnet")]),
                    ]))]),
                )
                .on_change(OnChange::Update)
                .support(Support::since("6.0.0")),
            ]),
        )
        .on_change(OnChange::Update),
        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("l3_agent_id", PropertyKind::String).on_change(OnChange::Update).support(Support {
            status: SupportStatus::Hidden,
            version: Some("6.0.0"),
            message: None,
            previous: Some(&Support {
                status: SupportStatus::Deprecated,
                version: Some("2015.1"),
                message: None,
                previous: Some(&Support::since("2014.1")),
            }),
        }),
        Property::new("l3_agent_ids", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("2015.1")),
        Property::new("distributed", PropertyKind::Boolean).support(Support::since("2015.1")),
        Property::new("ha", PropertyKind::Boolean).support(Support::since("2015.1")),
        Property::new("availability_zone_hints", PropertyKind::List(&[]))
            .on_change(OnChange::Update)
            .support(Support::since("19.0.0")),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
        Property::new("tenant_id", PropertyKind::String).support(Support::since("24.0.0")),
    ],
    attributes: &[
        Attribute::new("status", Some("string")),
        Attribute::new("external_gateway_info", Some("map")),
        Attribute::new("name", Some("string")),
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("tenant_id", Some("string")),
    ],
    shape: Shape::Placeholder,
    rollback: Rollback::PLAIN,
};
