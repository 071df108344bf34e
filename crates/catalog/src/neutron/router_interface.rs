//! `OS::Neutron::RouterInterface`: its tables.

use resource::{Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::RouterInterface",
    support: Support::ALWAYS,
    properties: &[
        Property::new("router", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.router")]),
        Property::new("router_id", PropertyKind::String).constraints(&[Constraint::Custom("neutron.router")]).support(
            Support {
                status: SupportStatus::Hidden,
                version: Some("6.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2015.1"),
                    message: None,
                    previous: Some(&Support::since("2013.1")),
                }),
            },
        ),
        Property::new("subnet_id", PropertyKind::String).constraints(&[Constraint::Custom("neutron.subnet")]).support(
            Support {
                status: SupportStatus::Hidden,
                version: Some("5.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2014.2"),
                    message: None,
                    previous: None,
                }),
            },
        ),
        Property::new("subnet", PropertyKind::String).constraints(&[Constraint::Custom("neutron.subnet")]),
        Property::new("port_id", PropertyKind::String).constraints(&[Constraint::Custom("neutron.port")]).support(
            Support {
                status: SupportStatus::Hidden,
                version: Some("6.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2015.1"),
                    message: None,
                    previous: Some(&Support::since("2014.1")),
                }),
            },
        ),
        Property::new("port", PropertyKind::String)
            .constraints(&[Constraint::Custom("neutron.port")])
            .support(Support::since("2015.1")),
    ],
    attributes: &[],
    shape: Shape::Placeholder,
    rollback: Rollback::PLAIN,
};
