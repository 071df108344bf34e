//! `OS::Heat::SoftwareDeploymentGroup`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SoftwareDeploymentGroup",
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

/// The update policies that Heat knows for such a group.
pub(crate) const UPDATE_POLICY: &[Property] =
    &[Property::new("rolling_update", BATCHES), Property::new("batch_create", BATCHES)];

/// Batches and the pauses between them.
const BATCHES: PropertyKind = PropertyKind::Map(&[
    Property::new("max_batch_size", PropertyKind::Integer)
        .default("1")
        .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
    Property::new("pause_time", PropertyKind::Number)
        .default("0")
        .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
]);
