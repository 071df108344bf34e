//! `OS::Cinder::Quota`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Cinder::Quota",
    support: Support::since("7.0.0"),
    properties: &[
        Property::new("project", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("keystone.project")]),
        Property::new("gigabytes", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("volumes", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("backups", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }])
            .support(Support::since("16.0.0")),
        Property::new("backup_gigabytes", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }])
            .support(Support::since("16.0.0")),
        Property::new("snapshots", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
