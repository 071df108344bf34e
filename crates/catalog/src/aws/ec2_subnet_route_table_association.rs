//! `AWS::EC2::SubnetRouteTableAssociation`: its tables.

use resource::{Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::EC2::SubnetRouteTableAssociation",
    support: Support::ALWAYS,
    properties: &[
        Property::new("RouteTableId", PropertyKind::String).required(),
        Property::new("SubnetId", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.subnet")]),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
