//! `OS::Monasca::AlarmDefinition`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Monasca::AlarmDefinition",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("25.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("22.0.0"),
            message: None,
            previous: Some(&Support {
                status: SupportStatus::Supported,
                version: Some("7.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Unsupported,
                    version: Some("5.0.0"),
                    message: None,
                    previous: None,
                }),
            }),
        }),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
