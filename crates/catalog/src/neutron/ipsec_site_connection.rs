//! `OS::Neutron::IPsecSiteConnection`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::IPsecSiteConnection",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("peer_address", PropertyKind::String).required(),
        Property::new("peer_id", PropertyKind::String).required(),
        Property::new(
            "peer_cidrs",
            PropertyKind::List(&[Property::item(PropertyKind::String).constraints(&[Constraint::Custom("net_cidr")])]),
        )
        .required(),
        Property::new("mtu", PropertyKind::Integer).default("1500"),
        Property::new(
            "dpd",
            PropertyKind::Map(&[
                Property::new("actions", PropertyKind::String).default(r#""hold""#).constraints(&[
                    Constraint::AllowedValues(&[
                        r#""clear""#,
                        r#""disabled""#,
                        r#""hold""#,
                        r#""restart""#,
                        r#""restart-by-peer""#,
                    ]),
                ]),
                Property::new("interval", PropertyKind::Integer).default("30"),
                Property::new("timeout", PropertyKind::Integer).default("120"),
            ]),
        ),
        Property::new("psk", PropertyKind::String).required(),
        Property::new("initiator", PropertyKind::String)
            .default(r#""bi-directional""#)
            .constraints(&[Constraint::AllowedValues(&[r#""bi-directional""#, r#""response-only""#])]),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("ikepolicy_id", PropertyKind::String).required(),
        Property::new("ipsecpolicy_id", PropertyKind::String).required(),
        Property::new("vpnservice_id", PropertyKind::String).required(),
    ],
    attributes: &[
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("auth_mode", Some("string")),
        Attribute::new("description", Some("string")),
        Attribute::new("dpd", Some("map")),
        Attribute::new("ikepolicy_id", Some("string")),
        Attribute::new("initiator", Some("string")),
        Attribute::new("ipsecpolicy_id", Some("string")),
        Attribute::new("mtu", Some("string")),
        Attribute::new("name", Some("string")),
        Attribute::new("peer_address", Some("string")),
        Attribute::new("peer_cidrs", Some("list")),
        Attribute::new("peer_id", Some("string")),
        Attribute::new("psk", Some("string")),
        Attribute::new("route_mode", Some("string")),
        Attribute::new("status", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("vpnservice_id", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
