//! `OS::Heat::WaitConditionHandle`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::WaitConditionHandle",
    support: Support::since("2014.2"),
    properties: &[Property::new("signal_transport", PropertyKind::String)
        .default(r#""TOKEN_SIGNAL""#)
        .constraints(&[Constraint::AllowedValues(&[
            r#""CFN_SIGNAL""#,
            r#""TEMP_URL_SIGNAL""#,
            r#""HEAT_SIGNAL""#,
            r#""NO_SIGNAL""#,
            r#""ZAQAR_SIGNAL""#,
            r#""TOKEN_SIGNAL""#,
        ])])
        .support(Support::since("6.0.0"))],
    attributes: &[
        Attribute::new("token", Some("string")),
        Attribute::new("endpoint", Some("string")),
        Attribute::new("curl_cli", Some("string")),
        Attribute::new("signal", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
