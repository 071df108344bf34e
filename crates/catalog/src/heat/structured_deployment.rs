//! `OS::Heat::StructuredDeployment`: its tables.

use super::shared;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::StructuredDeployment",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("config", PropertyKind::String).on_change(OnChange::Update),
        Property::new("server", PropertyKind::String).required(),
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
        Attribute::new("deploy_stdout", Some("string")),
        Attribute::new("deploy_stderr", Some("string")),
        Attribute::new("deploy_status_code", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
