//! `OS::Heat::SoftwareComponent`: its tables.

use super::shared;
use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SoftwareComponent",
    support: Support::since("2014.2"),
    properties: &[
        Property::new(
            "configs",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("actions", PropertyKind::List(&[Property::item(PropertyKind::String)]))
                    .default(r#"["CREATE", "UPDATE"]"#)
                    .constraints(&[Constraint::Length { min: Some(1), max: None }]),
                Property::new("config", PropertyKind::String),
                Property::new("tool", PropertyKind::String).required(),
            ]))]),
        )
        .required()
        .constraints(&[Constraint::Length { min: Some(1), max: None }]),
        shared::INPUTS,
        shared::OUTPUTS,
        Property::new("options", PropertyKind::Map(&[])),
    ],
    attributes: &[Attribute::new("config", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
