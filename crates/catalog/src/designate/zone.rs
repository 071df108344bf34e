//! `OS::Designate::Zone`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Designate::Zone",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Length { min: None, max: Some(255) }]),
        Property::new("ttl", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(2_147_483_647.0) }]),
        Property::new("description", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Length { min: None, max: Some(160) }]),
        Property::new("email", PropertyKind::String).on_change(OnChange::Update),
        Property::new("type", PropertyKind::String)
            .default(r#""PRIMARY""#)
            .constraints(&[Constraint::AllowedValues(&[r#""PRIMARY""#, r#""SECONDARY""#])]),
        Property::new("masters", PropertyKind::List(&[])).on_change(OnChange::Update).support(Support {
            status: SupportStatus::Deprecated,
            version: Some("15.0.0"),
            message: None,
            previous: None,
        }),
        Property::new("primaries", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("attributes", PropertyKind::Map(&[])).support(Support::since("24.0.0")),
    ],
    attributes: &[Attribute::new("serial", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
