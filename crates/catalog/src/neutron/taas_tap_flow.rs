//! `OS::Neutron::TaaS::TapFlow`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::TaaS::TapFlow",
    support: Support::since("12.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("port", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("tap_service", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.taas.tap_service")]),
        Property::new("direction", PropertyKind::String)
            .default(r#""BOTH""#)
            .constraints(&[Constraint::AllowedValues(&[r#""IN""#, r#""OUT""#, r#""BOTH""#])]),
        Property::new("vlan_filter", PropertyKind::String)
            .constraints(&[Constraint::AllowedPattern("^([0-9]+(-[0-9]+)?)(,([0-9]+(-[0-9]+)?))*$")]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
