//! `OS::Heat::SoftwareConfig`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SoftwareConfig",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("group", PropertyKind::String).default(r#""Heat::Ungrouped""#),
        Property::new("config", PropertyKind::String),
        Property::new("options", PropertyKind::Map(&[])),
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
    ],
    attributes: &[Attribute::new("config", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
