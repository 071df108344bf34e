//! `OS::Neutron::PortPairGroup`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::PortPairGroup",
    support: Support { status: SupportStatus::Unsupported, version: Some("8.0.0"), message: None, previous: None },
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "port_pairs",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("neutron.port_pair")])
            ]),
        )
        .required()
        .on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
