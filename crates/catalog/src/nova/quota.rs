//! `OS::Nova::Quota`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Nova::Quota",
    support: Support::since("8.0.0"),
    properties: &[
        Property::new("project", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("keystone.project")]),
        Property::new("cores", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("fixed_ips", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("floating_ips", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("instances", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("injected_files", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }])
            .support(Support {
                status: SupportStatus::Deprecated,
                version: Some("14.0.0"),
                message: None,
                previous: None,
            }),
        Property::new("injected_file_content_bytes", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }])
            .support(Support {
                status: SupportStatus::Deprecated,
                version: Some("14.0.0"),
                message: None,
                previous: None,
            }),
        Property::new("injected_file_path_bytes", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }])
            .support(Support {
                status: SupportStatus::Deprecated,
                version: Some("14.0.0"),
                message: None,
                previous: None,
            }),
        Property::new("key_pairs", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("metadata_items", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("ram", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("security_groups", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("security_group_rules", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("server_groups", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
        Property::new("server_group_members", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(-1.0), max: None }]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
