//! `OS::Neutron::RouterGateway`: its tables.

use resource::{Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::RouterGateway",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("5.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("2014.1"),
            message: None,
            previous: None,
        }),
    },
    properties: &[
        Property::new("router_id", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.router")]),
        Property::new("network_id", PropertyKind::String)
            .alias_of("network")
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(Support {
                status: SupportStatus::Hidden,
                version: Some("9.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2014.2"),
                    message: None,
                    previous: None,
                }),
            }),
        Property::new("network", PropertyKind::String).constraints(&[Constraint::Custom("neutron.network")]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
