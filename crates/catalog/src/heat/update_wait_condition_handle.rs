//! `OS::Heat::UpdateWaitConditionHandle`: its tables.

use resource::{ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::UpdateWaitConditionHandle",
    support: Support::since("2014.1"),
    properties: &[],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
