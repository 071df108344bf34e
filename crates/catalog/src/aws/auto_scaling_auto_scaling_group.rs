//! `AWS::AutoScaling::AutoScalingGroup`: its tables.

use super::shared;
use crate::heat::group_size;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::AutoScaling::AutoScalingGroup",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("AvailabilityZones", PropertyKind::List(&[])).required(),
        Property::new("LaunchConfigurationName", PropertyKind::String).on_change(OnChange::Update),
        Property::new("InstanceId", PropertyKind::String).constraints(&[Constraint::Custom("nova.server")]),
        Property::new("MaxSize", PropertyKind::Integer).required().on_change(OnChange::Update),
        Property::new("MinSize", PropertyKind::Integer).required().on_change(OnChange::Update),
        Property::new("Cooldown", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("DesiredCapacity", PropertyKind::Integer).on_change(OnChange::Update),
        Property::new("HealthCheckGracePeriod", PropertyKind::Integer),
        Property::new("HealthCheckType", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""EC2""#, r#""ELB""#])]),
        Property::new("LoadBalancerNames", PropertyKind::List(&[])),
        Property::new("VPCZoneIdentifier", PropertyKind::List(&[Property::item(PropertyKind::String)])),
        shared::TAGS,
    ],
    attributes: &[Attribute::new("InstanceList", Some("string"))],
    shape: Shape::Placeholder(Some(|properties| {
        group_size::check(properties, ["MinSize", "MaxSize", "DesiredCapacity"])
    })),
    rollback: Rollback::PLAIN,
};

/// The update policy that Heat knows for such a group.
pub(crate) const UPDATE_POLICY: &[Property] = &[Property::new(
    "AutoScalingRollingUpdate",
    PropertyKind::Map(&[
        Property::new("MinInstancesInService", PropertyKind::Integer).default("0"),
        Property::new("MaxBatchSize", PropertyKind::Integer).default("1"),
        Property::new("PauseTime", PropertyKind::String).default("\"PT0S\""),
    ]),
)];
