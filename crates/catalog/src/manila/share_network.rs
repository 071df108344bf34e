//! `OS::Manila::ShareNetwork`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Manila::ShareNetwork",
    support: Support::since("5.0.0"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("neutron_network", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.network")]),
        Property::new("neutron_subnet", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.subnet")]),
        Property::new("nova_network", PropertyKind::String).on_change(OnChange::Update).support(Support {
            status: SupportStatus::Hidden,
            version: Some("21.0.0"),
            message: None,
            previous: None,
        }),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("security_services", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .default("[]"),
    ],
    attributes: &[
        Attribute::new("segmentation_id", Some("string")),
        Attribute::new("cidr", Some("string")),
        Attribute::new("ip_version", Some("string")),
        Attribute::new("network_type", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
