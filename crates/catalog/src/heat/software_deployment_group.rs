//! `OS::Heat::SoftwareDeploymentGroup`: its tables.

use super::shared;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SoftwareDeploymentGroup",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("servers", PropertyKind::Map(&[])).required().on_change(OnChange::Update),
        Property::new("config", PropertyKind::String).on_change(OnChange::Update),
        Property::new("input_values", PropertyKind::Map(&[])).on_change(OnChange::Update),
        shared::ACTIONS,
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        shared::SIGNAL_TRANSPORT,
    ],
    attributes: &[
        Attribute::new("deploy_stdouts", Some("map")),
        Attribute::new("deploy_stderrs", Some("map")),
        Attribute::new("deploy_status_codes", Some("map")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};

/// The update policies that Heat knows for such a group.
pub(crate) const UPDATE_POLICY: &[Property] =
    &[Property::new("rolling_update", BATCHES), Property::new("batch_create", BATCHES)];

/// Batches and the pauses between them.
const BATCHES: PropertyKind = PropertyKind::Map(&[
    Property::new("max_batch_size", PropertyKind::Integer)
        .default("1")
        .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
    Property::new("pause_time", PropertyKind::Number)
        .default("0")
        .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
]);
