//! `OS::Neutron::VPNService`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::VPNService",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("subnet_id", PropertyKind::String)
            .alias_of("subnet")
            .constraints(&[Constraint::Custom("neutron.subnet")])
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
        Property::new("subnet", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.subnet")])
            .support(Support::since("2014.2")),
        Property::new("router_id", PropertyKind::String)
            .alias_of("router")
            .constraints(&[Constraint::Custom("neutron.router")])
            .support(Support {
                status: SupportStatus::Hidden,
                version: Some("6.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2015.1"),
                    message: None,
                    previous: Some(&Support::since("2013.2")),
                }),
            }),
        Property::new("router", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.router")])
            .support(Support::since("2015.1")),
    ],
    attributes: &[
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("description", Some("string")),
        Attribute::new("name", Some("string")),
        Attribute::new("router_id", Some("string")),
        Attribute::new("status", Some("string")),
        Attribute::new("subnet_id", Some("string")),
        Attribute::new("tenant_id", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
