//! `OS::Zaqar::Queue`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Zaqar::Queue",
    support: Support::since("2014.2"),
    properties: &[
        Property::new("name", PropertyKind::String).constraints(&[Constraint::Length { min: None, max: Some(64) }]),
        Property::new("metadata", PropertyKind::Map(&[])).on_change(OnChange::Update),
    ],
    attributes: &[
        Attribute {
            support: Support {
                status: SupportStatus::Hidden,
                version: Some("6.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2015.1"),
                    message: None,
                    previous: Some(&Support::since("2014.1")),
                }),
            },
            ..Attribute::new("queue_id", None)
        },
        Attribute::new("href", None),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
