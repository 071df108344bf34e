//! `OS::Octavia::Quota`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Octavia::Quota",
    support: Support::since("14.0.0"),
    properties: &[
        Property::new("project", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("keystone.project")]),
        Property::new("healthmonitor", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("listener", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("loadbalancer", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("pool", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("member", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
