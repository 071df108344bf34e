//! `OS::Heat::StructuredDeployments`: its tables.

use super::shared;
use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::StructuredDeployments",
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
        shared::SIGNAL_TRANSPORT,
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("input_key", PropertyKind::String).default(r#""get_input""#),
        Property::new("input_values_validate", PropertyKind::String)
            .default(r#""LAX""#)
            .constraints(&[Constraint::AllowedValues(&[r#""LAX""#, r#""STRICT""#])]),
    ],
    attributes: &[
        Attribute::new("deploy_stdouts", Some("map")),
        Attribute::new("deploy_stderrs", Some("map")),
        Attribute::new("deploy_status_codes", Some("map")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
