//! `OS::Neutron::MeteringRule`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::MeteringRule",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("metering_label_id", PropertyKind::String).required(),
        Property::new("remote_ip_prefix", PropertyKind::String).required(),
        Property::new("direction", PropertyKind::String)
            .default(r#""ingress""#)
            .constraints(&[Constraint::AllowedValues(&[r#""ingress""#, r#""egress""#])]),
        Property::new("excluded", PropertyKind::Boolean).default(r#""False""#),
    ],
    attributes: &[
        Attribute::new("direction", Some("string")),
        Attribute::new("excluded", Some("string")),
        Attribute::new("metering_label_id", Some("string")),
        Attribute::new("remote_ip_prefix", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
