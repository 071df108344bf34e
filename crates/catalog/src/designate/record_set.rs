//! `OS::Designate::RecordSet`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Designate::RecordSet",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).constraints(&[Constraint::Length { min: None, max: Some(255) }]),
        Property::new("ttl", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: Some(2_147_483_647.0) }]),
        Property::new("description", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Length { min: None, max: Some(160) }]),
        Property::new("type", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
            r#""A""#,
            r#""AAAA""#,
            r#""CNAME""#,
            r#""MX""#,
            r#""SRV""#,
            r#""TXT""#,
            r#""SPF""#,
            r#""NS""#,
            r#""PTR""#,
            r#""SSHFP""#,
            r#""SOA""#,
            r#""CAA""#,
            r#""CERT""#,
            r#""NAPTR""#,
        ])]),
        Property::new("records", PropertyKind::List(&[])).required().on_change(OnChange::Update),
        Property::new("zone", PropertyKind::String).required().constraints(&[Constraint::Custom("designate.zone")]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
