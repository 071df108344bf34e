//! `OS::Neutron::IKEPolicy`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::IKEPolicy",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("auth_algorithm", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""sha1""#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""sha1""#,
                r#""sha256""#,
                r#""sha384""#,
                r#""sha512""#,
                r#""aes-xcbc""#,
                r#""aes-cmac""#,
            ])]),
        Property::new("encryption_algorithm", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""aes-128""#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""3des""#,
                r#""aes-128""#,
                r#""aes-192""#,
                r#""aes-256""#,
                r#""aes-128-ccm-8""#,
                r#""aes-192-ccm-8""#,
                r#""aes-256-ccm-8""#,
                r#""aes-128-ccm-12""#,
                r#""aes-192-ccm-12""#,
                r#""aes-256-ccm-12""#,
                r#""aes-128-ccm-16""#,
                r#""aes-192-ccm-16""#,
                r#""aes-256-ccm-16""#,
                r#""aes-128-gcm-8""#,
                r#""aes-192-gcm-8""#,
                r#""aes-256-gcm-8""#,
                r#""aes-128-gcm-12""#,
                r#""aes-192-gcm-12""#,
                r#""aes-256-gcm-12""#,
                r#""aes-128-gcm-16""#,
                r#""aes-192-gcm-16""#,
                r#""aes-256-gcm-16""#,
                r#""aes-128-ctr""#,
                r#""aes-192-ctr""#,
                r#""aes-256-ctr""#,
            ])]),
        Property::new("phase1_negotiation_mode", PropertyKind::String)
            .default(r#""main""#)
            .constraints(&[Constraint::AllowedValues(&[r#""main""#])]),
        Property::new(
            "lifetime",
            PropertyKind::Map(&[
                Property::new("units", PropertyKind::String)
                    .default(r#""seconds""#)
                    .constraints(&[Constraint::AllowedValues(&[r#""seconds""#, r#""kilobytes""#])]),
                Property::new("value", PropertyKind::Integer).default("3600"),
            ]),
        )
        .on_change(OnChange::Update),
        Property::new("pfs", PropertyKind::String).on_change(OnChange::Update).default(r#""group5""#).constraints(&[
            Constraint::AllowedValues(&[
                r#""group2""#,
                r#""group5""#,
                r#""group14""#,
                r#""group15""#,
                r#""group16""#,
                r#""group17""#,
                r#""group18""#,
                r#""group19""#,
                r#""group20""#,
                r#""group21""#,
                r#""group22""#,
                r#""group23""#,
                r#""group24""#,
                r#""group25""#,
                r#""group26""#,
                r#""group27""#,
                r#""group28""#,
                r#""group29""#,
                r#""group30""#,
                r#""group31""#,
            ]),
        ]),
        Property::new("ike_version", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""v1""#)
            .constraints(&[Constraint::AllowedValues(&[r#""v1""#, r#""v2""#])]),
    ],
    attributes: &[
        Attribute::new("auth_algorithm", Some("string")),
        Attribute::new("description", Some("string")),
        Attribute::new("encryption_algorithm", Some("string")),
        Attribute::new("ike_version", Some("string")),
        Attribute::new("lifetime", Some("map")),
        Attribute::new("name", Some("string")),
        Attribute::new("pfs", Some("string")),
        Attribute::new("phase1_negotiation_mode", Some("string")),
        Attribute::new("tenant_id", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
