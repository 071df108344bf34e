//! `OS::Nova::Server`: its tables.

use resource::{
    Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Nova::Server",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("image", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("glance.image")]),
        Property::new(
            "block_device_mapping",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("device_name", PropertyKind::String).required(),
                Property::new("volume_id", PropertyKind::String).constraints(&[Constraint::Custom("cinder.volume")]),
                Property::new("snapshot_id", PropertyKind::String)
                    .constraints(&[Constraint::Custom("cinder.snapshot")]),
                Property::new("volume_size", PropertyKind::Integer),
                Property::new("delete_on_termination", PropertyKind::Boolean),
            ]))]),
        ),
        Property::new(
            "block_device_mapping_v2",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("device_name", PropertyKind::String),
                Property::new("volume_id", PropertyKind::String).constraints(&[Constraint::Custom("cinder.volume")]),
                Property::new("image_id", PropertyKind::String)
                    .alias_of("image")
                    .constraints(&[Constraint::Custom("glance.image")])
                    .support(Support {
                        status: SupportStatus::Hidden,
                        version: Some("9.0.0"),
                        message: None,
                        previous: Some(&Support {
                            status: SupportStatus::Deprecated,
                            version: Some("7.0.0"),
                            message: None,
                            previous: Some(&Support::since("5.0.0")),
                        }),
                    }),
                Property::new("image", PropertyKind::String)
                    .constraints(&[Constraint::Custom("glance.image")])
                    .support(Support::since("7.0.0")),
                Property::new("snapshot_id", PropertyKind::String)
                    .constraints(&[Constraint::Custom("cinder.snapshot")]),
                Property::new("swap_size", PropertyKind::Integer),
                Property::new("ephemeral_size", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(1.0), max: None }])
                    .support(Support::since("8.0.0")),
                Property::new("ephemeral_format", PropertyKind::String)
                    .constraints(&[Constraint::AllowedValues(&[
                        r#""ext2""#,
                        r#""ext3""#,
                        r#""ext4""#,
                        r#""xfs""#,
                        r#""ntfs""#,
                    ])])
                    .support(Support::since("8.0.0")),
                Property::new("device_type", PropertyKind::String)
                    .constraints(&[Constraint::AllowedValues(&[r#""cdrom""#, r#""disk""#])]),
                Property::new("disk_bus", PropertyKind::String).constraints(&[Constraint::AllowedValues(&[
                    r#""ide""#,
                    r#""lame_bus""#,
                    r#""sata""#,
                    r#""scsi""#,
                    r#""usb""#,
                    r#""virtio""#,
                ])]),
                Property::new("boot_index", PropertyKind::Integer),
                Property::new("volume_size", PropertyKind::Integer),
                Property::new("delete_on_termination", PropertyKind::Boolean),
                Property::new("volume_type", PropertyKind::String)
                    .constraints(&[Constraint::Custom("cinder.vtype")])
                    .support(Support::since("26.0.0")),
            ]))]),
        )
        .support(Support::since("2015.1")),
        Property::new("flavor", PropertyKind::String)
            .required()
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("nova.flavor")]),
        Property::new("flavor_update_policy", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""RESIZE""#)
            .constraints(&[Constraint::AllowedValues(&[r#""RESIZE""#, r#""REPLACE""#])]),
        Property::new("image_update_policy", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""REBUILD""#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""REBUILD""#,
                r#""REPLACE""#,
                r#""REBUILD_PRESERVE_EPHEMERAL""#,
            ])]),
        Property::new("key_name", PropertyKind::String).constraints(&[Constraint::Custom("nova.keypair")]),
        Property::new("admin_user", PropertyKind::String).support(Support {
            status: SupportStatus::Hidden,
            version: Some("5.0.0"),
            message: None,
            previous: Some(&Support {
                status: SupportStatus::Deprecated,
                version: Some("2014.1"),
                message: None,
                previous: Some(&Support::since("2013.2")),
            }),
        }),
        Property::new("availability_zone", PropertyKind::String),
        Property::new("security_groups", PropertyKind::List(&[])).default("[]"),
        Property::new(
            "networks",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("uuid", PropertyKind::String)
                    .alias_of("network")
                    .constraints(&[Constraint::Custom("neutron.network")])
                    .support(Support {
                        status: SupportStatus::Hidden,
                        version: Some("5.0.0"),
                        message: None,
                        previous: Some(&Support {
                            status: SupportStatus::Deprecated,
                            version: Some("2014.1"),
                            message: None,
                            previous: None,
                        }),
                    }),
                Property::new("network", PropertyKind::String).constraints(&[Constraint::Custom("neutron.network")]),
                Property::new("allocate_network", PropertyKind::String)
                    .on_change(OnChange::Update)
                    .constraints(&[Constraint::AllowedValues(&[r#""none""#, r#""auto""#])])
                    .support(Support::since("9.0.0")),
                Property::new("fixed_ip", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
                Property::new("port", PropertyKind::String).constraints(&[Constraint::Custom("neutron.port")]),
                Property::new(
                    "port_extra_properties",
                    PropertyKind::Map(&[
                        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
                        Property::new("admin_state_up", PropertyKind::Boolean)
                            .on_change(OnChange::Update)
                            .default("true"),
                        Property::new("mac_address", PropertyKind::String)
                            .constraints(&[Constraint::Custom("mac_addr")]),
                        Property::new(
                            "allowed_address_pairs",
                            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                                Property::new("mac_address", PropertyKind::String)
                                    .constraints(&[Constraint::Custom("mac_addr")]),
                                Property::new("ip_address", PropertyKind::String)
                                    .required()
                                    .constraints(&[Constraint::Custom("ip_or_cidr")]),
                            ]))]),
                        )
                        .on_change(OnChange::Update),
                        Property::new("binding:vnic_type", PropertyKind::String)
                            .on_change(OnChange::Update)
                            .default(r#""normal""#)
                            .constraints(&[Constraint::AllowedValues(&[
                                r#""normal""#,
                                r#""direct""#,
                                r#""macvtap""#,
                                r#""direct-physical""#,
                                r#""baremetal""#,
                                r#""virtio-forwarder""#,
                                r#""smart-nic""#,
                            ])])
                            .support(Support::since("2015.1")),
                        Property::new("port_security_enabled", PropertyKind::Boolean)
                            .on_change(OnChange::Update)
                            .support(Support::since("5.0.0")),
                        Property::new("qos_policy", PropertyKind::String)
                            .on_change(OnChange::Update)
                            .constraints(&[Constraint::Custom("neutron.qos_policy")])
                            .support(Support::since("6.0.0")),
                        Property::new("propagate_uplink_status", PropertyKind::Boolean)
                            .on_change(OnChange::Update)
                            .support(Support::since("15.0.0")),
                        Property::new("no_fixed_ips", PropertyKind::Boolean)
                            .on_change(OnChange::Update)
                            .default("false")
                            .support(Support::since("16.0.0")),
                    ]),
                )
                .on_change(OnChange::Update)
                .support(Support::since("6.0.0")),
                Property::new("subnet", PropertyKind::String).support(Support::since("5.0.0")),
                Property::new("floating_ip", PropertyKind::String).support(Support::since("6.0.0")),
                Property::new("tag", PropertyKind::String).support(Support::since("9.0.0")),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("scheduler_hints", PropertyKind::Map(&[])),
        Property::new("metadata", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("user_data_format", PropertyKind::String)
            .default(r#""HEAT_CFNTOOLS""#)
            .constraints(&[Constraint::AllowedValues(&[r#""HEAT_CFNTOOLS""#, r#""RAW""#, r#""SOFTWARE_CONFIG""#])]),
        Property::new("software_config_transport", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""POLL_SERVER_CFN""#)
            .constraints(&[Constraint::AllowedValues(&[
                r#""POLL_SERVER_CFN""#,
                r#""POLL_SERVER_HEAT""#,
                r#""POLL_TEMP_URL""#,
                r#""ZAQAR_MESSAGE""#,
            ])]),
        Property::new("user_data_update_policy", PropertyKind::String)
            .on_change(OnChange::Update)
            .default(r#""REPLACE""#)
            .constraints(&[Constraint::AllowedValues(&[r#""REPLACE""#, r#""IGNORE""#, r#""REBUILD""#])])
            .support(Support::since("6.0.0")),
        Property::new("user_data", PropertyKind::String).on_change(OnChange::Update).default(r#""""#),
        Property::new("reservation_id", PropertyKind::String),
        Property::new("config_drive", PropertyKind::Boolean),
        Property::new("diskConfig", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&[r#""AUTO""#, r#""MANUAL""#])]),
        Property::new("personality", PropertyKind::Map(&[])).default("{}").support(Support {
            status: SupportStatus::Deprecated,
            version: Some("12.0.0"),
            message: None,
            previous: None,
        }),
        Property::new("admin_pass", PropertyKind::String).on_change(OnChange::Update),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("8.0.0")),
        Property::new(
            "deployment_swift_data",
            PropertyKind::Map(&[
                Property::new("container", PropertyKind::String)
                    .constraints(&[Constraint::Length { min: Some(1), max: None }]),
                Property::new("object", PropertyKind::String)
                    .constraints(&[Constraint::Length { min: Some(1), max: None }]),
            ]),
        )
        .on_change(OnChange::Update)
        .default("{}")
        .support(Support::since("9.0.0")),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute {
            support: Support {
                status: SupportStatus::Supported,
                version: Some("11.0.0"),
                message: None,
                previous: Some(&Support::ALWAYS),
            },
            ..Attribute::new("addresses", Some("map"))
        },
        Attribute::new("networks", Some("map")),
        Attribute {
            support: Support {
                status: SupportStatus::Hidden,
                version: Some("5.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2014.2"),
                    message: None,
                    previous: Some(&Support::since("2013.2")),
                }),
            },
            ..Attribute::new("first_address", None)
        },
        Attribute::new("instance_name", Some("string")),
        Attribute {
            support: Support {
                status: SupportStatus::Deprecated,
                version: Some("14.0.0"),
                message: None,
                previous: Some(&Support::since("2015.1")),
            },
            ..Attribute::new("accessIPv4", Some("string"))
        },
        Attribute {
            support: Support {
                status: SupportStatus::Deprecated,
                version: Some("14.0.0"),
                message: None,
                previous: Some(&Support::since("2015.1")),
            },
            ..Attribute::new("accessIPv6", Some("string"))
        },
        Attribute::new("console_urls", Some("map")).since("2015.1"),
        Attribute::new("tags", Some("list")).since("8.0.0"),
        Attribute::new("os_collect_config", Some("map")).since("9.0.0"),
    ],
    shape: Shape::Placeholder(None),
    rollback: Rollback::PLAIN,
};
