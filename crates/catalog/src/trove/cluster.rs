//! `OS::Trove::Cluster`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Trove::Cluster",
    support: Support::since("2015.1"),
    properties: &[
        Property::new("name", PropertyKind::String).constraints(&[Constraint::Length { min: None, max: Some(255) }]),
        Property::new("datastore_type", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Length { min: None, max: Some(255) }]),
        Property::new("datastore_version", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Length { min: None, max: Some(255) }]),
        Property::new(
            "instances",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("flavor", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("trove.flavor")]),
                Property::new("volume_size", PropertyKind::Integer)
                    .required()
                    .constraints(&[Constraint::Range { min: Some(1.0), max: Some(150.0) }]),
                Property::new(
                    "networks",
                    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                        Property::new("network", PropertyKind::String)
                            .constraints(&[Constraint::Custom("neutron.network")]),
                        Property::new("port", PropertyKind::String).constraints(&[Constraint::Custom("neutron.port")]),
                        Property::new("fixed_ip", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
                    ]))]),
                )
                .default("[]")
                .support(Support::since("10.0.0")),
                Property::new("availability_zone", PropertyKind::String).support(Support::since("14.0.0")),
            ]))]),
        )
        .required(),
    ],
    attributes: &[Attribute::new("instances", Some("list")), Attribute::new("ip", Some("list"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
