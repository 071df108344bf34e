//! Properties that several types of `OS::Keystone` have.

use resource::{Constraint, OnChange, Property, PropertyKind, Support};

/// `enabled`.
pub(super) const ENABLED: Property = Property::new("enabled", PropertyKind::Boolean)
    .on_change(OnChange::Update)
    .default("true")
    .support(Support::since("6.0.0"));

/// `domain`.
pub(super) const DOMAIN: Property = Property::new("domain", PropertyKind::String)
    .on_change(OnChange::Update)
    .default(r#""default""#)
    .constraints(&[Constraint::Custom("keystone.domain")]);

/// `roles`.
pub(super) const ROLES: Property = Property::new(
    "roles",
    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
        Property::new("role", PropertyKind::String).required().constraints(&[Constraint::Custom("keystone.role")]),
        Property::new("project", PropertyKind::String).constraints(&[Constraint::Custom("keystone.project")]),
        Property::new("domain", PropertyKind::String).constraints(&[Constraint::Custom("keystone.domain")]),
    ]))]),
)
.on_change(OnChange::Update);
