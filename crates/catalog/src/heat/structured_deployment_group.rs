//! `OS::Heat::StructuredDeploymentGroup`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::StructuredDeploymentGroup",
    support: Support::since("5.0.0"),
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
        Property::new("signal_transport", PropertyKind::String).default(r#""CFN_SIGNAL""#).constraints(&[
            Constraint::AllowedValues(&[
                r#""CFN_SIGNAL""#,
                r#""TEMP_URL_SIGNAL""#,
                r#""HEAT_SIGNAL""#,
                r#""NO_SIGNAL""#,
                r#""ZAQAR_SIGNAL""#,
            ]),
        ]),
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
