//! `OS::Aodh::LBMemberHealthAlarm`: its tables.

use super::shared;
use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Aodh::LBMemberHealthAlarm",
    support: Support::since("13.0.0"),
    properties: &[
        Property::new("pool", PropertyKind::String).required().on_change(OnChange::Update),
        Property::new("stack", PropertyKind::String).required(),
        Property::new("autoscaling_group_id", PropertyKind::String).required().on_change(OnChange::Update),
        shared::DESCRIPTION,
        shared::ENABLED,
        shared::ALARM_ACTIONS,
        shared::OK_ACTIONS,
        shared::INSUFFICIENT_DATA_ACTIONS,
        shared::ALARM_QUEUES,
        shared::OK_QUEUES,
        shared::INSUFFICIENT_DATA_QUEUES,
        shared::REPEAT_ACTIONS,
        shared::SEVERITY,
        shared::TIME_CONSTRAINTS,
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
