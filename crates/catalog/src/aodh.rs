//! The types of `OS::Aodh`: one file each, one line each here.

mod alarm;
mod combination_alarm;
mod composite_alarm;
mod event_alarm;
mod gnocchi_aggregation_by_metrics_alarm;
mod gnocchi_aggregation_by_resources_alarm;
mod gnocchi_resources_alarm;
mod lb_member_health_alarm;
mod prometheus_alarm;
mod shared;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &alarm::TYPE,
    &combination_alarm::TYPE,
    &composite_alarm::TYPE,
    &event_alarm::TYPE,
    &gnocchi_aggregation_by_metrics_alarm::TYPE,
    &gnocchi_aggregation_by_resources_alarm::TYPE,
    &gnocchi_resources_alarm::TYPE,
    &lb_member_health_alarm::TYPE,
    &prometheus_alarm::TYPE,
];
