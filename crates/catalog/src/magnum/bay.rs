//! `OS::Magnum::Bay`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Magnum::Bay",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("11.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("9.0.0"),
            message: None,
            previous: Some(&Support::since("6.0.0")),
        }),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
