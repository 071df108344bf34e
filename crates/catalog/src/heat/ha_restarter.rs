//! `OS::Heat::HARestarter`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::HARestarter",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("10.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("2015.1"),
            message: None,
            previous: None,
        }),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
