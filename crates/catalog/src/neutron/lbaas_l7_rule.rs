//! `OS::Neutron::LBaaS::L7Rule`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::LBaaS::L7Rule",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("21.0.0"),
        message: None,
        previous: Some(&Support::since("7.0.0")),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
