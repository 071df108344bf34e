//! `AWS::IAM::User`: its tables.

use resource::{Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::IAM::User",
    support: Support::ALWAYS,
    properties: &[
        Property::new("Path", PropertyKind::String),
        Property::new("Groups", PropertyKind::List(&[])),
        Property::new("LoginProfile", PropertyKind::Map(&[Property::new("Password", PropertyKind::String)])),
        Property::new("Policies", PropertyKind::List(&[])),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
