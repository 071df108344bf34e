//! `OS::Neutron::ProviderNet`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::ProviderNet",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("network_type", PropertyKind::String).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[
                r#""local""#,
                r#""vlan""#,
                r#""vxlan""#,
                r#""gre""#,
                r#""geneve""#,
                r#""flat""#,
            ]),
        ]),
        Property::new("physical_network", PropertyKind::String).on_change(OnChange::Update),
        Property::new("segmentation_id", PropertyKind::String).on_change(OnChange::Update),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("shared", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("port_security_enabled", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .support(Support::since("8.0.0")),
        Property::new("router_external", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .default("false")
            .support(Support::since("6.0.0")),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("12.0.0")),
        Property::new("dns_domain", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("dns_domain")])
            .support(Support::since("15.0.0")),
        Property::new("availability_zone_hints", PropertyKind::List(&[]))
            .on_change(OnChange::Update)
            .support(Support::since("19.0.0")),
        Property::new("tenant_id", PropertyKind::String).support(Support::since("24.0.0")),
    ],
    attributes: &[
        Attribute::new("status", Some("string")),
        Attribute::new("subnets", Some("list")),
        Attribute::new("segments", Some("list")).since("16.0.0"),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
