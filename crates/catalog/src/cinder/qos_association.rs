//! `OS::Cinder::QoSAssociation`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Cinder::QoSAssociation",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new("qos_specs", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("cinder.qos_specs")]),
        Property::new(
            "volume_types",
            PropertyKind::List(&[
                Property::item(PropertyKind::String).constraints(&[Constraint::Custom("cinder.vtype")])
            ]),
        )
        .required()
        .on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
