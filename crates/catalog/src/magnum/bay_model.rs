//! `OS::Magnum::BayModel`: its tables.

use resource::{Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Magnum::BayModel",
    support: Support {
        status: SupportStatus::Hidden,
        version: Some("11.0.0"),
        message: None,
        previous: Some(&Support {
            status: SupportStatus::Deprecated,
            version: Some("9.0.0"),
            message: None,
            previous: Some(&Support::since("5.0.0")),
        }),
    },
    properties: &[
        Property::new("name", PropertyKind::String),
        Property::new("image", PropertyKind::String).required().constraints(&[Constraint::Custom("glance.image")]),
        Property::new("flavor", PropertyKind::String).constraints(&[Constraint::Custom("nova.flavor")]),
        Property::new("master_flavor", PropertyKind::String).constraints(&[Constraint::Custom("nova.flavor")]),
        Property::new("keypair", PropertyKind::String).constraints(&[Constraint::Custom("nova.keypair")]),
        Property::new("external_network", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.network")]),
        Property::new("fixed_network", PropertyKind::String).constraints(&[Constraint::Custom("neutron.network")]),
        Property::new("fixed_subnet", PropertyKind::String).constraints(&[Constraint::Custom("neutron.subnet")]),
        Property::new("dns_nameserver", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
        Property::new("docker_volume_size", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
        Property::new("docker_storage_driver", PropertyKind::String)
            .default(r#""devicemapper""#)
            .constraints(&[Constraint::AllowedValues(&[r#""devicemapper""#, r#""overlay""#])]),
        Property::new("coe", PropertyKind::String).required().constraints(&[Constraint::AllowedValues(&[
            r#""kubernetes""#,
            r#""swarm""#,
            r#""mesos""#,
        ])]),
        Property::new("network_driver", PropertyKind::String),
        Property::new("volume_driver", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""cinder""#, r#""rexray""#])]),
        Property::new("http_proxy", PropertyKind::String),
        Property::new("https_proxy", PropertyKind::String),
        Property::new("no_proxy", PropertyKind::String),
        Property::new("labels", PropertyKind::Map(&[])),
        Property::new("tls_disabled", PropertyKind::Boolean).default("false"),
        Property::new("public", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("registry_enabled", PropertyKind::Boolean).default("false"),
        Property::new("server_type", PropertyKind::String)
            .default(r#""vm""#)
            .constraints(&[Constraint::AllowedValues(&[r#""vm""#, r#""bm""#])]),
        Property::new("master_lb_enabled", PropertyKind::Boolean).default("true"),
        Property::new("floating_ip_enabled", PropertyKind::Boolean).default("true"),
    ],
    attributes: &[],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
