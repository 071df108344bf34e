//! `OS::Neutron::Trunk`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Trunk",
    support: Support::since("9.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("port", PropertyKind::String)
            .required()
            .on_change(OnChange::Refuse)
            .constraints(&[Constraint::Custom("neutron.port")]),
        Property::new(
            "sub_ports",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("port", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("neutron.port")]),
                Property::new("segmentation_type", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::AllowedValues(&[r#""vlan""#])]),
                Property::new("segmentation_id", PropertyKind::Integer)
                    .required()
                    .constraints(&[Constraint::Range { min: Some(1.0), max: Some(4094.0) }]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update),
    ],
    attributes: &[Attribute::new("port_id", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
