//! `OS::Neutron::Pool`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Pool",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("9.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("7.0.0"),
            message: None,
            previous: None,
        }),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
