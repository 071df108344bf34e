//! `OS::Neutron::LBaaS::LoadBalancer`: its tables.

use resource::{ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::LBaaS::LoadBalancer",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("21.0.0"),
        message: None,
        previous: Some(&Support::since("6.0.0")),
    },
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
