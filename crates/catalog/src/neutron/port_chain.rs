//! `OS::Neutron::PortChain`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::PortChain",
    support: Support { status: SupportStatus::Unsupported, version: Some("8.0.0"), message: None, previous: None },
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "port_pair_groups",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("neutron.port_pair_group")])
            ]),
        )
        .required()
        .on_change(OnChange::Update),
        Property::new(
            "flow_classifiers",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("neutron.flow_classifier")])
            ]),
        )
        .on_change(OnChange::Update)
        .default("[]"),
        Property::new("chain_parameters", PropertyKind::Map(&[])).default(r#"{"correlation": "mpls"}"#),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
