//! `OS::Heat::SoftwareDeployment`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SoftwareDeployment",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("config", PropertyKind::String).on_change(OnChange::Update),
        Property::new("server", PropertyKind::String).required(),
        Property::new("input_values", PropertyKind::Map(&[])).on_change(OnChange::Update),
        Property::new("actions", PropertyKind::List(&[]))
            .on_change(OnChange::Update)
            .default(r#"["CREATE", "UPDATE"]"#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""CREATE""#,
                r#""UPDATE""#,
                r#""DELETE""#,
                r#""SUSPEND""#,
                r#""RESUME""#,
            ])]),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("signal_transport", PropertyKind::String).default(r#""CFN_SIGNAL""#).constraints(&[
            Constraint::AllowedValues(&[
                r#""CFN_SIGNAL""#,
                r#""TEMP_URL_SIGNAL""#,
                r#""HEAT_SIGNAL""#,
                r#""NO_SIGNAL""#,
                r#""ZAQAR_SIGNAL""#,
            ]),
        ]),
    ],
    attributes: &[
        Attribute::new("deploy_stdout", Some("string")),
        Attribute::new("deploy_stderr", Some("string")),
        Attribute::new("deploy_status_code", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
