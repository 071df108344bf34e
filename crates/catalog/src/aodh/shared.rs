//! Properties that most kinds of alarms have.

use resource::{Constraint, OnChange, Property, PropertyKind, Support};

/// `comparison_operator`.
pub(super) const COMPARISON_OPERATOR: Property = Property::new("comparison_operator", PropertyKind::String)
    .on_change(OnChange::Update)
    .constraints(&[Constraint::AllowedValues(&[r#""le""#, r#""ge""#, r#""eq""#, r#""lt""#, r#""gt""#, r#""ne""#])]);

/// `threshold`.
pub(super) const THRESHOLD: Property =
    Property::new("threshold", PropertyKind::Number).required().on_change(OnChange::Update);

/// `description`.
pub(super) const DESCRIPTION: Property = Property::new("description", PropertyKind::String).on_change(OnChange::Update);

/// `enabled`.
pub(super) const ENABLED: Property =
    Property::new("enabled", PropertyKind::Boolean).on_change(OnChange::Update).default(r#""true""#);

/// `alarm_actions`.
pub(super) const ALARM_ACTIONS: Property =
    Property::new("alarm_actions", PropertyKind::List(&[])).on_change(OnChange::Update);

/// `ok_actions`.
pub(super) const OK_ACTIONS: Property =
    Property::new("ok_actions", PropertyKind::List(&[])).on_change(OnChange::Update);

/// `insufficient_data_actions`.
pub(super) const INSUFFICIENT_DATA_ACTIONS: Property =
    Property::new("insufficient_data_actions", PropertyKind::List(&[])).on_change(OnChange::Update);

/// `alarm_queues`.
pub(super) const ALARM_QUEUES: Property = Property::new(
    "alarm_queues",
    PropertyKind::List(&[Property::item(PropertyKind::String).constraints(&[Constraint::Custom("zaqar.queue")])]),
)
.on_change(OnChange::Update)
.default("[]")
.support(Support::since("8.0.0"));

/// `ok_queues`.
pub(super) const OK_QUEUES: Property = Property::new(
    "ok_queues",
    PropertyKind::List(&[Property::item(PropertyKind::String).constraints(&[Constraint::Custom("zaqar.queue")])]),
)
.on_change(OnChange::Update)
.default("[]")
.support(Support::since("8.0.0"));

/// `insufficient_data_queues`.
pub(super) const INSUFFICIENT_DATA_QUEUES: Property = Property::new(
    "insufficient_data_queues",
    PropertyKind::List(&[Property::item(PropertyKind::String).constraints(&[Constraint::Custom("zaqar.queue")])]),
)
.on_change(OnChange::Update)
.default("[]")
.support(Support::since("8.0.0"));

/// `repeat_actions`.
pub(super) const REPEAT_ACTIONS: Property =
    Property::new("repeat_actions", PropertyKind::Boolean).on_change(OnChange::Update).default(r#""true""#);

/// `severity`.
pub(super) const SEVERITY: Property = Property::new("severity", PropertyKind::String)
    .on_change(OnChange::Update)
    .default(r#""low""#)
    .constraints(&[Constraint::AllowedValues(&[r#""low""#, r#""moderate""#, r#""critical""#])])
    .support(Support::since("5.0.0"));

/// `time_constraints`.
pub(super) const TIME_CONSTRAINTS: Property = Property::new(
    "time_constraints",
    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
        Property::new("name", PropertyKind::String).required(),
        Property::new("start", PropertyKind::String).required().constraints(&[Constraint::Custom("cron_expression")]),
        Property::new("description", PropertyKind::String),
        Property::new("duration", PropertyKind::Integer)
            .required()
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("timezone", PropertyKind::String).constraints(&[Constraint::Custom("timezone")]),
    ]))]),
)
.default("[]")
.support(Support::since("5.0.0"));
