//! `OS::Heat::DeployedServer`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::DeployedServer",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("metadata", PropertyKind::Map(&[])).on_change(OnChange::Update).support(Support {
            status: SupportStatus::Deprecated,
            version: Some("9.0.0"),
            message: None,
            previous: Some(&Support::since("8.0.0")),
        }),
        Property::new("software_config_transport", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""POLL_SERVER_CFN""#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""POLL_SERVER_CFN""#,
                r#""POLL_SERVER_HEAT""#,
                r#""POLL_TEMP_URL""#,
                r#""ZAQAR_MESSAGE""#,
            ])]),
        Property::new(
            "deployment_swift_data",
            PropertyKind::Map(&[
                Property::new("container", PropertyKind::String)
                    .constraints(&[Constraint::Length { min: Some(1), max: None }]),
                Property::new("object", PropertyKind::String)
                    .constraints(&[Constraint::Length { min: Some(1), max: None }]),
            ]),
        )
        .on_change(OnChange::Update)
        .default("{}")
        .support(Support::since("9.0.0")),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute::new("os_collect_config", Some("map")).since("9.0.0"),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
