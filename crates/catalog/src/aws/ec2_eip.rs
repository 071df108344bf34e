//! `AWS::EC2::EIP`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::EIP",
    support: Support::ALWAYS,
    properties: &[
        Property::new("Domain", PropertyKind::String).constraints(&[Constraint::AllowedValues(&[r#""vpc""#])]).support(
            Support { status: SupportStatus::Deprecated, version: Some("9.0.0"), message: None, previous: None },
        ),
        Property::new("InstanceId", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("nova.server")]),
    ],
    attributes: &[Attribute::new("AllocationId", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
