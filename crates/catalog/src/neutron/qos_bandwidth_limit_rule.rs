//! `OS::Neutron::QoSBandwidthLimitRule`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::QoSBandwidthLimitRule",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("max_kbps", PropertyKind::Integer)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("max_burst_kbps", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("0")
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("direction", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""egress""#)
            .constraints(&[Constraint::AllowedValues(&[r#""egress""#, r#""ingress""#])])
            .support(Support::since("13.0.0")),
        Property::new("policy", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.qos_policy")]),
        Property::new("tenant_id", PropertyKind::String),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
