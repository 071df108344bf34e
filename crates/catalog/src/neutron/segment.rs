//! `OS::Neutron::Segment`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType =
    ResourceType {
        name: "OS::Neutron::Segment",
        support: Support::since("9.0.0"),
        properties: &[
            Property::new("network", PropertyKind::String)
                .required()
                .constraints(&[Constraint::Custom("neutron.network")]),
            Property::new("network_type", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(
                &[r#""local""#, r#""vlan""#, r#""vxlan""#, r#""gre""#, r#""geneve""#, r#""flat""#],
            )]),
            Property::new("physical_network", PropertyKind::String),
            Property::new("segmentation_id", PropertyKind::Integer)
                .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
            Property::new("name", PropertyKind::String).on_change(OnChange::Update),
            Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        ],
        attributes: &[],
        shape: Shape::Placeholder(None),
        rollback: Rollback::PLAIN,
    };
