//! `OS::Heat::SwiftSignalHandle`: its tables.

use resource::{Attribute, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::SwiftSignalHandle",
    support: Support::since("2014.2"),
    properties: &[],
    attributes: &[
        Attribute::new("token", Some("string")),
        Attribute::new("endpoint", Some("string")),
        Attribute::new("curl_cli", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
