//! `AWS::ElasticLoadBalancing::LoadBalancer`: its tables.

use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "AWS::ElasticLoadBalancing::LoadBalancer",
    support: Support::ALWAYS,
    properties: &[
        Property::new("AvailabilityZones", PropertyKind::List(&[])).required(),
        Property::new(
            "HealthCheck",
            PropertyKind::Map(&[
                Property::new("HealthyThreshold", PropertyKind::Integer).required(),
                Property::new("Interval", PropertyKind::Integer).required(),
                Property::new("Target", PropertyKind::String).required(),
                Property::new("Timeout", PropertyKind::Integer).required(),
                Property::new("UnhealthyThreshold", PropertyKind::Integer).required(),
            ]),
        ),
        Property::new("Instances", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new(
            "Listeners",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("InstancePort", PropertyKind::Integer).required(),
                Property::new("LoadBalancerPort", PropertyKind::Integer).required(),
                Property::new("Protocol", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::AllowedValues(&[r#""TCP""#, r#""HTTP""#])]),
                Property::new("SSLCertificateId", PropertyKind::String),
                Property::new("PolicyNames", PropertyKind::List(&[])),
            ]))]),
        )
        .required(),
        Property::new("AppCookieStickinessPolicy", PropertyKind::String),
        Property::new("LBCookieStickinessPolicy", PropertyKind::String),
        Property::new("SecurityGroups", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("Subnets", PropertyKind::List(&[])),
    ],
    attributes: &[
        Attribute::new("CanonicalHostedZoneName", Some("string")),
        Attribute::new("CanonicalHostedZoneNameID", Some("string")),
        Attribute::new("DNSName", Some("string")),
        Attribute::new("SourceSecurityGroup.GroupName", Some("string")),
        Attribute::new("SourceSecurityGroup.OwnerAlias", Some("string")),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
