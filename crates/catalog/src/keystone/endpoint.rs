//! `OS::Keystone::Endpoint`: its tables.

use super::shared;
use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Keystone::Endpoint",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("region", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("keystone.region")]),
        Property::new("service", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("keystone.service")]),
        Property::new("interface", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::AllowedValues(&[r#""public""#, r#""internal""#, r#""admin""#])]),
        Property::new("url", PropertyKind::String).required().on_change(OnChange::Update),
        shared::ENABLED,
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
