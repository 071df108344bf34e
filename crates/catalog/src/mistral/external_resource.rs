//! `OS::Mistral::ExternalResource`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Mistral::ExternalResource",
    support: Support::since("9.0.0"),
    properties: &[
        Property::new(
            "actions",
            PropertyKind::Map(&[
                Property::new(
                    "CREATE",
                    PropertyKind::Map(&[
                        Property::new("workflow", PropertyKind::String)
                            .required()
                            .constraints(&[Constraint::Custom("mistral.workflow")]),
                        Property::new("params", PropertyKind::Map(&[])).default("{}"),
                    ]),
                ),
                Property::new(
                    "UPDATE",
                    PropertyKind::Map(&[
                        Property::new("workflow", PropertyKind::String)
                            .required()
                            .constraints(&[Constraint::Custom("mistral.workflow")]),
                        Property::new("params", PropertyKind::Map(&[])).default("{}"),
                    ]),
                ),
                Property::new(
                    "SUSPEND",
                    PropertyKind::Map(&[
                        Property::new("workflow", PropertyKind::String)
                            .required()
                            .constraints(&[Constraint::Custom("mistral.workflow")]),
                        Property::new("params", PropertyKind::Map(&[])).default("{}"),
                    ]),
                ),
                Property::new(
                    "RESUME",
                    PropertyKind::Map(&[
                        Property::new("workflow", PropertyKind::String)
                            .required()
                            .constraints(&[Constraint::Custom("mistral.workflow")]),
                        Property::new("params", PropertyKind::Map(&[])).default("{}"),
                    ]),
                ),
                Property::new(
                    "DELETE",
                    PropertyKind::Map(&[
                        Property::new("workflow", PropertyKind::String)
                            .required()
                            .constraints(&[Constraint::Custom("mistral.workflow")]),
                        Property::new("params", PropertyKind::Map(&[])).default("{}"),
                    ]),
                ),
            ]),
        )
        .required(),
        Property::new("input", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("description", PropertyKind::String).default(r#""Heat managed""#),
        Property::new("replace_on_change_inputs", PropertyKind::List(&[])).default("[]"),
        Property::new("always_update", PropertyKind::Boolean).default("false"),
    ],
    attributes: &[Attribute::new("output", Some("map"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
