//! `OS::Neutron::NetworkGateway`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::NetworkGateway",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "devices",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("id", PropertyKind::String).required(),
                Property::new("interface_name", PropertyKind::String).required(),
            ]))]),
        )
        .required()
        .on_change(OnChange::Update)
        .constraints(&[Constraint::Length { min: Some(1), max: None }]),
        Property::new(
            "connections",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("network_id", PropertyKind::String)
                    .alias_of("network")
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
                Property::new("segmentation_type", PropertyKind::String)
                    .default(r#""flat""#)
                    .constraints(&[Constraint::AllowedValues(&[r#""flat""#, r#""vlan""#])]),
                Property::new("segmentation_id", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(0.0), max: Some(4094.0) }]),
            ]))]),
        )
        .on_change(OnChange::Update)
        .default("{}"),
    ],
    attributes: &[Attribute::new("default", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
