//! `OS::Nova::FloatingIP`: its tables.

use resource::{Attribute, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Nova::FloatingIP",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("11.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("9.0.0"),
            message: None,
            previous: Some(&Support::since("2014.1")),
        }),
    },
    properties: &[Property::new("pool", PropertyKind::String)],
    attributes: &[Attribute::new("pool", Some("string")), Attribute::new("ip", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
