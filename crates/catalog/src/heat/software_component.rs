//! `OS::Heat::SoftwareComponent`: its tables.

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
        Property::new(
            "inputs",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("name", PropertyKind::String).required(),
                Property::new("description", PropertyKind::String),
                Property::new("type", PropertyKind::String).default(r#""String""#).constraints(&[
                    Constraint::AllowedValues(&[
                        r#""String""#,
                        r#""Number""#,
                        r#""CommaDelimitedList""#,
                        r#""Json""#,
                        r#""Boolean""#,
                    ]),
                ]),
                Property::new("default", PropertyKind::Any),
                Property::new("replace_on_change", PropertyKind::Boolean).default("false"),
            ]))]),
        ),
        Property::new(
            "outputs",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("name", PropertyKind::String).required(),
                Property::new("description", PropertyKind::String),
                Property::new("type", PropertyKind::String).default(r#""String""#).constraints(&[
                    Constraint::AllowedValues(&[
                        r#""String""#,
                        r#""Number""#,
                        r#""CommaDelimitedList""#,
                        r#""Json""#,
                        r#""Boolean""#,
                    ]),
                ]),
                Property::new("error_output", PropertyKind::Boolean).default("false"),
            ]))]),
        ),
        Property::new("options", PropertyKind::Map(&[])),
    ],
    attributes: &[Attribute::new("config", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
