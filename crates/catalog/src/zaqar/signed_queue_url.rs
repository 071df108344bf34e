//! `OS::Zaqar::SignedQueueURL`: its tables.

use resource::{Attribute, Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType =
    ResourceType {
        name: "OS::Zaqar::SignedQueueURL",
        support: Support::since("8.0.0"),
        properties: &[
            Property::new("queue", PropertyKind::String).required(),
            Property::new("paths", PropertyKind::List(&[])),
            Property::new("ttl", PropertyKind::Integer),
            Property::new(
                "methods",
                PropertyKind::List(&[Property::item(PropertyKind::String).constraints(&[Constraint::AllowedValues(
                    &[r#""GET""#, r#""DELETE""#, r#""PATCH""#, r#""POST""#, r#""PUT""#],
                )])]),
            ),
        ],
        attributes: &[
            Attribute::new("signature", None),
            Attribute::new("expires", None),
            Attribute::new("paths", None),
            Attribute::new("methods", None),
            Attribute::new("project", None),
            Attribute::new("query_str", None),
        ],
        shape: Shape::Placeholder(None),
        rollback: Rollback::PLAIN,
    };
