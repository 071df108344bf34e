//! `AWS::EC2::NetworkInterface`: its tables.

use super::shared;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::NetworkInterface",
    support: Support::ALWAYS,
    properties: &[
        Property::new("Description", PropertyKind::String),
        Property::new("GroupSet", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("PrivateIpAddress", PropertyKind::String),
        Property::new("SourceDestCheck", PropertyKind::Boolean),
        Property::new("SubnetId", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.subnet")]),
        shared::TAGS,
    ],
    attributes: &[Attribute::new("PrivateIpAddress", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
