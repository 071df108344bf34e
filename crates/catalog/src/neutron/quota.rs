//! `OS::Neutron::Quota`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Quota",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new("project", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("keystone.project")]),
        Property::new("subnet", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("network", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("floatingip", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("security_group_rule", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("security_group", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("router", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("port", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("subnetpool", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }])
            .support(Support::since("12.0.0")),
        Property::new("rbac_policy", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }])
            .support(Support::since("12.0.0")),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
