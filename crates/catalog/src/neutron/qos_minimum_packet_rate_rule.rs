//! `OS::Neutron::QoSMinimumPacketRateRule`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::QoSMinimumPacketRateRule",
    support: Support::since("19.0.0"),
    properties: &[
        Property::new("min_kpps", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("direction", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""egress""#)
            .constraints(&[Constraint::AllowedValues(&[r#""any""#, r#""egress""#, r#""ingress""#])]),
        Property::new("policy", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.qos_policy")]),
        Property::new("tenant_id", PropertyKind::String),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
