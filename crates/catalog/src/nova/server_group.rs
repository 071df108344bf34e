//! `OS::Nova::ServerGroup`: its tables.

use resource::{Constraint, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Nova::ServerGroup",
    support: Support::since("2014.2"),
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("policies", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .default(r#"["anti-affinity"]"#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""anti-affinity""#,
                r#""affinity""#,
                r#""soft-anti-affinity""#,
                r#""soft-affinity""#,
            ])]),
        Property::new("rules", PropertyKind::Map(&[Property::new("max_server_per_host", PropertyKind::Number)]))
            .support(Support::since("17.0.0")),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
