//! `OS::Glance::Image`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Glance::Image",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("22.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("8.0.0"),
            message: None,
            previous: Some(&Support::since("2014.2")),
        }),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
