//! `OS::Senlin::Policy`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Senlin::Policy",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("23.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("22.0.0"),
            message: None,
            previous: Some(&Support::since("6.0.0")),
        }),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
