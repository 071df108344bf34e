//! `AWS::S3::Bucket`: its tables.

use super::shared;
use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::S3::Bucket",
    support: Support::ALWAYS,
    properties: &[
        Property::new("AccessControl", PropertyKind::String).constraints(&[Constraint::AllowedValues(&[
            r#""Private""#,
            r#""PublicRead""#,
            r#""PublicReadWrite""#,
            r#""AuthenticatedRead""#,
            r#""BucketOwnerRead""#,
            r#""BucketOwnerFullControl""#,
        ])]),
        Property::new(
            "WebsiteConfiguration",
            PropertyKind::Map(&[
                Property::new("IndexDocument", PropertyKind::String),
                Property::new("ErrorDocument", PropertyKind::String),
            ]),
        ),
        shared::TAGS,
    ],
    attributes: &[Attribute::new("DomainName", Some("string")), Attribute::new("WebsiteURL", Some("string"))],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
