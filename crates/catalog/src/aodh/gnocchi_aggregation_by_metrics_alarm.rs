//! `OS::Aodh::GnocchiAggregationByMetricsAlarm`: its tables.

use super::shared;
use resource::{OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Aodh::GnocchiAggregationByMetricsAlarm",
    support: Support::since("2015.1"),
    properties: &[
        Property::new("metrics", PropertyKind::List(&[])).required().on_change(OnChange::Update),
        shared::COMPARISON_OPERATOR,
        Property::new("evaluation_periods", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("aggregation_method", PropertyKind::String).on_change(OnChange::Update),
        Property::new("granularity", PropertyKind::Integer).on_change(OnChange::Update),
        shared::THRESHOLD,
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
