//! `OS::Heat::SoftwareDeployments`: its tables.

use super::shared;
use resource::{Attribute, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SoftwareDeployments",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("7.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("2014.2"),
            message: None,
            previous: None,
        }),
    },
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
