//! `OS::Designate::Domain`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Designate::Domain",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("10.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("8.0.0"),
            message: None,
            previous: Some(&Support::since("5.0.0")),
        }),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
