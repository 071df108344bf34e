//! `OS::Neutron::PortPair`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::PortPair",
    support: Support { status: SupportStatus::Unsupported, version: Some("7.0.0"), message: None, previous: None },
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("ingress", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("egress", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("service_function_parameters", PropertyKind::Map(&[])).default(r#"{"correlation": null}"#),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
