//! `OS::Nova::FloatingIPAssociation`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Nova::FloatingIPAssociation",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("11.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("9.0.0"),
            message: None,
            previous: Some(&Support::since("2014.1")),
        }),
    },
    properties: &[
        Property::new("server_id", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("nova.server")]),
        Property::new("floating_ip", PropertyKind::String).required().on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
