//! Properties that several kinds of software configurations and deployments have.

use resource::{Constraint, OnChange, Property, PropertyKind};

/// `inputs`.
pub(super) const INPUTS: Property = Property::new(
    "inputs",
    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
        Property::new("name", PropertyKind::String).required(),
        Property::new("description", PropertyKind::String),
        Property::new("type", PropertyKind::String).default(r#""String""#).constraints(&[Constraint::AllowedValues(
            &[r#""String""#, r#""Number""#, r#""CommaDelimitedList""#, r#""Json""#, r#""Boolean""#],
        )]),
        Property::new("default", PropertyKind::Any),
        Property::new("replace_on_change", PropertyKind::Boolean).default("false"),
    ]))]),
);

/// `outputs`.
pub(super) const OUTPUTS: Property = Property::new(
    "outputs",
    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
        Property::new("name", PropertyKind::String).required(),
        Property::new("description", PropertyKind::String),
        Property::new("type", PropertyKind::String).default(r#""String""#).constraints(&[Constraint::AllowedValues(
            &[r#""String""#, r#""Number""#, r#""CommaDelimitedList""#, r#""Json""#, r#""Boolean""#],
        )]),
        Property::new("error_output", PropertyKind::Boolean).default("false"),
    ]))]),
);

/// `actions`.
pub(super) const ACTIONS: Property = Property::new("actions", PropertyKind::List(&[]))
    .on_change(OnChange::Update)
    .default(r#"["CREATE", "UPDATE"]"#)
    .constraints(&[Constraint::AllowedValues(&[
        r#""CREATE""#,
        r#""UPDATE""#,
        r#""DELETE""#,
        r#""SUSPEND""#,
        r#""RESUME""#,
    ])]);

/// `signal_transport`.
pub(super) const SIGNAL_TRANSPORT: Property = Property::new("signal_transport", PropertyKind::String)
    .default(r#""CFN_SIGNAL""#)
    .constraints(&[Constraint::AllowedValues(&[
        r#""CFN_SIGNAL""#,
        r#""TEMP_URL_SIGNAL""#,
        r#""HEAT_SIGNAL""#,
        r#""NO_SIGNAL""#,
        r#""ZAQAR_SIGNAL""#,
    ])]);
