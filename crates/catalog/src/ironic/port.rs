//! `OS::Ironic::Port`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Ironic::Port",
    support: Support::since("13.0.0"),
    properties: &[
        Property::new("node", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("ironic.node")]),
        Property::new("address", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("portgroup", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("ironic.portgroup")]),
        Property::new("local_link_connection", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new("pxe_enabled", PropertyKind::Boolean).on_change(OnChange::Update),
        Property::new("physical_network", PropertyKind::String).on_change(OnChange::Update),
        Property::new("extra", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new("is_smartnic", PropertyKind::Boolean).on_change(OnChange::Update),
    ],
    attributes: &[
        Attribute::new("address", Some("string")),
        Attribute::new("node_uuid", Some("string")),
        Attribute::new("portgroup_uuid", Some("string")),
        Attribute::new("local_link_connection", Some("map")),
        Attribute::new("pxe_enabled", Some("boolean")),
        Attribute::new("physical_network", Some("string")),
        Attribute::new("internal_info", Some("map")),
        Attribute::new("extra", Some("map")),
        Attribute::new("is_smartnic", Some("boolean")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
