//! `OS::Heat::SoftwareDeployment`: its tables.

use super::shared;
use resource::{Attribute, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SoftwareDeployment",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("config", PropertyKind::String).on_change(OnChange::Update),
        Property::new("server", PropertyKind::String).required(),
        Property::new("input_values", PropertyKind::Map(&[])).on_change(OnChange::Update),
        shared::ACTIONS,
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        shared::SIGNAL_TRANSPORT,
    ],
    attributes: &[
        Attribute::new("deploy_stdout", Some("string")),
        Attribute::new("deploy_stderr", Some("string")),
        Attribute::new("deploy_status_code", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
