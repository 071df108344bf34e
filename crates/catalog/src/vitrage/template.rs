//! `OS::Vitrage::Template`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Vitrage::Template",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("27.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("26.0.0"),
            message: None,
            previous: Some(&Support::since("16.0.0")),
        }),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
