//! `OS::Cinder::Volume`: its tables.

use model::value::Value;
use resource::{
    Attribute, Constraint, Fault, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support,
    SupportStatus,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Cinder::Volume",
    support: Support::ALWAYS,
    properties: &[
        Property::new("availability_zone", PropertyKind::String),
        Property::new("size", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Range { min: Some(1.0), max: None }]),
        Property::new("snapshot_id", PropertyKind::String).constraints(&[Constraint::Custom("cinder.snapshot")]),
        Property::new("backup_id", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("cinder.backup")]),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new("volume_type", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("cinder.vtype")]),
        Property::new("metadata", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("imageRef", PropertyKind::String).alias_of("image").support(Support {
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
        Property::new("image", PropertyKind::String).constraints(&[Constraint::Custom("glance.image")]),
        Property::new("source_volid", PropertyKind::String).constraints(&[Constraint::Custom("cinder.volume")]),
        Property::new("scheduler_hints", PropertyKind::Map(&[])).support(Support::since("2015.1")),
        Property::new("read_only", PropertyKind::Boolean).on_change(OnChange::Update).support(Support::since("5.0.0")),
        Property::new("multiattach", PropertyKind::Boolean).default("false").support(Support {
            status: SupportStatus::Hidden,
            version: Some("13.0.0"),
            message: None,
            previous: Some(&Support::since("6.0.0")),
        }),
    ],
    attributes: &[
        Attribute::new("availability_zone", Some("string")),
        Attribute::new("size", Some("string")),
        Attribute::new("snapshot_id", Some("string")),
        Attribute::new("display_name", Some("string")),
        Attribute::new("display_description", Some("string")),
        Attribute::new("volume_type", Some("string")),
        Attribute::new("metadata", Some("string")),
        Attribute::new("source_volid", Some("string")),
        Attribute::new("status", Some("string")),
        Attribute::new("created_at", Some("string")),
        Attribute::new("bootable", Some("string")),
        Attribute::new("metadata_values", Some("map")),
        Attribute::new("encrypted", Some("string")),
        Attribute {
            support: Support {
                status: SupportStatus::Deprecated,
                version: Some("9.0.0"),
                message: None,
                previous: Some(&Support::since("2015.1")),
            },
            ..Attribute::new("attachments", Some("string"))
        },
        Attribute::new("attachments_list", Some("list")).since("9.0.0"),
        Attribute::new("multiattach", Some("boolean")).since("6.0.0"),
    ],
    shape: Shape::Placeholder(Some(sources)),
    rollback: Rollback::PLAIN,
};

/// A volume is filled from one thing at the most, and something must say how large it is. Heat's words.
fn sources(properties: &Value) -> Result<(), Fault> {
    let given = |name: &str| properties.get(name).is_some_and(|value| !value.is_null() && value.as_str() != Some(""));
    if given("image") && given("imageRef") {
        return Err(Fault::new("Cannot define the following properties at the same time: image, imageRef."));
    }
    if given("backup_id") {
        return Ok(());
    }
    let known = ["snapshot_id", "source_volid", "image", "imageRef"];
    let sources: Vec<&str> = known.into_iter().filter(|name| given(name)).collect();
    let list = sources.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    match (given("size"), sources.as_slice()) {
        (false, ["snapshot_id" | "source_volid"]) | (true, [] | [_]) => Ok(()),
        (false, _) => Err(Fault::new(format!(
            "If neither \"backup_id\" nor \"size\" is provided, one and only one of \"source_volid\", \"snapshot_id\" must be specified, but \
             currently specified options: [{list}]."
        ))),
        (true, _) => Err(Fault::new(format!(
            "If \"size\" is provided, only one of \"image\", \"imageRef\", \"source_volid\", \"snapshot_id\" can be specified, but currently \
             specified options: [{list}]."
        ))),
    }
}
