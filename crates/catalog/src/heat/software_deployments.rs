//! `OS::Heat::SoftwareDeployments`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

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
        Attribute::new("deploy_stdouts", Some("map")),
        Attribute::new("deploy_stderrs", Some("map")),
        Attribute::new("deploy_status_codes", Some("map")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
