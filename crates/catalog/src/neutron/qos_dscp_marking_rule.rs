//! `OS::Neutron::QoSDscpMarkingRule`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::QoSDscpMarkingRule",
    support: Support::since("7.0.0"),
    properties: &[
        Property::new("dscp_mark", PropertyKind::Integer).required().on_change(OnChange::Update).constraints(&[
            Constraint::AllowedValues(&[
                "0", "8", "10", "12", "14", "16", "18", "20", "22", "24", "26", "28", "30", "32", "34", "36", "38",
                "40", "46", "48", "56",
            ]),
        ]),
        Property::new("policy", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.qos_policy")]),
        Property::new("tenant_id", PropertyKind::String),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
