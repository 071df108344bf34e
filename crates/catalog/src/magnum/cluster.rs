//! `OS::Magnum::Cluster`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Magnum::Cluster",
    support: Support::since("9.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("cluster_template", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("magnum.cluster_template")]),
        Property::new("keypair", PropertyKind::String).constraints(&[Constraint::Custom("nova.keypair")]),
        Property::new("node_count", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("1")
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
        Property::new("master_count", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("1")
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
        Property::new("discovery_url", PropertyKind::String).on_change(OnChange::Update),
        Property::new("create_timeout", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("60")
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
    ],
    attributes: &[
        Attribute::new("api_address", Some("string")),
        Attribute::new("stack_id", Some("string")),
        Attribute::new("coe_version", Some("string")),
        Attribute::new("master_addresses", Some("list")),
        Attribute::new("status", Some("string")),
        Attribute::new("master_count", Some("integer")),
        Attribute::new("node_addresses", Some("list")),
        Attribute::new("status_reason", Some("string")),
        Attribute::new("node_count", Some("integer")),
        Attribute::new("name", Some("string")),
        Attribute::new("container_version", Some("string")),
        Attribute::new("discovery_url", Some("string")),
        Attribute::new("cluster_template_id", Some("string")),
        Attribute::new("keypair", Some("string")),
        Attribute::new("create_timeout", Some("integer")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
