//! `OS::Neutron::MeteringLabel`: its tables.

use resource::{Attribute, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::MeteringLabel",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("description", PropertyKind::String),
        Property::new("shared", PropertyKind::Boolean).default("false").support(Support::since("2015.1")),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute::new("description", Some("string")),
        Attribute::new("shared", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
