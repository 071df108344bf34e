//! `OS::Blazar::Host`: its tables.

use resource::{Attribute, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Blazar::Host",
    support: Support::since("12.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).required(),
        Property::new("extra_capability", PropertyKind::Map(&[])),
    ],
    attributes: &[
        Attribute::new("hypervisor_hostname", Some("string")),
        Attribute::new("hypervisor_type", Some("string")),
        Attribute::new("hypervisor_version", Some("integer")),
        Attribute::new("vcpus", Some("integer")),
        Attribute::new("cpu_info", Some("map")),
        Attribute::new("memory_mb", Some("integer")),
        Attribute::new("local_gb", Some("integer")),
        Attribute::new("service_name", Some("string")),
        Attribute::new("reservable", Some("boolean")),
        Attribute::new("status", Some("string")),
        Attribute::new("trust_id", Some("string")),
        Attribute::new("extra_capability", Some("map")),
        Attribute::new("created_at", Some("string")),
        Attribute::new("updated_at", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
