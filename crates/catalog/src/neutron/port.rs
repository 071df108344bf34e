//! `OS::Neutron::Port`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Port",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
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
        Property::new("device_id", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("device_owner", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new(
            "fixed_ips",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("subnet_id", PropertyKind::String)
                    .constraints(&[Constraint::Custom("neutron.subnet")])
                    .support(Support {
                        status: SupportStatus::Hidden,
                        version: Some("5.0.0"),
                        message: None,
                        previous: Some(&Support {
                            status: SupportStatus::Deprecated,
                            version: Some("2014.2 "),
                            message: None,
                            previous: None,
                        }),
                    }),
                Property::new("subnet", PropertyKind::String)
                    .constraints(&[Constraint::Custom("neutron.subnet")])
                    .support(Support::since("2014.2")),
                Property::new("ip_address", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("security_groups", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("replacement_policy", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""AUTO""#)
            .constraints(&[Constraint::AllowedValues(&[r#""REPLACE_ALWAYS""#, r#""AUTO""#])])
            .support(Support {
                status: SupportStatus::Hidden,
                version: Some("9.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("6.0.0"),
                    message: None,
                    previous: Some(&Support::since("2014.2")),
                }),
            }),
        Property::new("dns_name", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("dns_name")])
            .support(Support::since("7.0.0")),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("mac_address", PropertyKind::String).constraints(&[Constraint::Custom("mac_addr")]),
        Property::new(
            "allowed_address_pairs",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("mac_address", PropertyKind::String).constraints(&[Constraint::Custom("mac_addr")]),
                Property::new("ip_address", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("ip_or_cidr")]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("binding:vnic_type", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""normal""#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""normal""#,
                r#""direct""#,
                r#""macvtap""#,
                r#""direct-physical""#,
                r#""baremetal""#,
                r#""virtio-forwarder""#,
                r#""smart-nic""#,
            ])])
            .support(Support::since("2015.1")),
        Property::new("port_security_enabled", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .support(Support::since("5.0.0")),
        Property::new("qos_policy", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.qos_policy")])
            .support(Support::since("6.0.0")),
        Property::new("propagate_uplink_status", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .support(Support::since("15.0.0")),
        Property::new("no_fixed_ips", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .default("false")
            .support(Support::since("16.0.0")),
    ],
    attributes: &[
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("device_id", Some("string")),
        Attribute::new("device_owner", Some("string")),
        Attribute::new("fixed_ips", Some("list")),
        Attribute::new("mac_address", Some("string")),
        Attribute::new("name", Some("string")),
        Attribute::new("network_id", Some("string")),
        Attribute::new("security_groups", Some("list")),
        Attribute::new("status", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("allowed_address_pairs", Some("list")),
        Attribute::new("subnets", Some("list")),
        Attribute::new("port_security_enabled", Some("boolean")).since("5.0.0"),
        Attribute::new("qos_policy_id", Some("string")).since("6.0.0"),
        Attribute::new("dns_assignment", Some("map")).since("7.0.0"),
        Attribute::new("network", Some("map")).since("11.0.0"),
        Attribute::new("propagate_uplink_status", Some("boolean")).since("15.0.0"),
    ],
    shape: Shape::Placeholder,
    rollback: Rollback::PLAIN,
};
