//! `OS::Swift::Container`: its tables.

use resource::{Attribute, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Swift::Container",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("X-Container-Read", PropertyKind::String),
        Property::new("X-Container-Write", PropertyKind::String),
        Property::new("X-Container-Meta", PropertyKind::Map(&[])).default("{}"),
        Property::new("X-Account-Meta", PropertyKind::Map(&[])).default("{}"),
        Property::new("PurgeOnDelete", PropertyKind::Boolean).default("false").support(Support::since("2015.1")),
    ],
    attributes: &[
        Attribute::new("DomainName", Some("string")),
        Attribute::new("WebsiteURL", Some("string")),
        Attribute::new("RootURL", Some("string")),
        Attribute::new("ObjectCount", Some("integer")),
        Attribute::new("BytesUsed", Some("integer")),
        Attribute::new("HeadContainer", Some("map")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
