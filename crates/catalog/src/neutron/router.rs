//! `OS::Neutron::Router`: a router, with its way out.

use super::object::{self, After, Object};
use super::search::Place;
use super::words::{self, addresses, conflict, entries, given, rename, without_nulls};
use model::incarnation::Incarnation;
use model::value::{Map, Value};
use resource::{
    Attribute, Constraint, Fault, Flow, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support,
    SupportStatus, no_claims, physical_id_or_name,
};
use std::sync::Arc;

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Router",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "external_gateway_info",
            PropertyKind::Map(&[
                Property::new("network", PropertyKind::String).required().on_change(OnChange::Update),
                Property::new("enable_snat", PropertyKind::Boolean).on_change(OnChange::Update),
                Property::new(
                    "external_fixed_ips",
                    PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                        Property::new("ip_address", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
                        Property::new("subnet", PropertyKind::String)
                            .constraints(&[Constraint::Custom("neutron.subnet")]),
                    ]))]),
                )
                .on_change(OnChange::Update)
                .support(Support::since("6.0.0")),
            ]),
        )
        .on_change(OnChange::Update),
        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("l3_agent_id", PropertyKind::String).on_change(OnChange::Update).support(Support {
            status: SupportStatus::Hidden,
            version: Some("6.0.0"),
            message: None,
            previous: Some(&Support {
                status: SupportStatus::Deprecated,
                version: Some("2015.1"),
                message: Some("Use property l3_agent_ids."),
                previous: Some(&Support::since("2014.1")),
            }),
        }),
        Property::new("l3_agent_ids", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("2015.1")),
        Property::new("distributed", PropertyKind::Boolean).support(Support::since("2015.1")),
        Property::new("ha", PropertyKind::Boolean).support(Support::since("2015.1")),
        Property::new("availability_zone_hints", PropertyKind::List(&[]))
            .on_change(OnChange::Update)
            .support(Support::since("19.0.0")),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
        Property::new("tenant_id", PropertyKind::String).support(Support::since("24.0.0")),
    ],
    attributes: &[
        Attribute::new("status", Some("string")),
        Attribute::new("external_gateway_info", Some("map")),
        Attribute::new("name", Some("string")),
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("tenant_id", Some("string")),
    ],
    shape: Shape::Flow(&Flow {
        start: |verb, inputs| object::start(&OBJECT, verb, inputs),
        resume: |verb, stage, answer, inputs| object::resume(&OBJECT, verb, stage, answer, inputs),
        attribute: object::attribute,
        reference: physical_id_or_name,
        identity: |_| Value::Null,
        judge: None,
        validate: Some(validate),
    }),
    rollback: Rollback { claims: no_claims, ..Rollback::PLAIN },
};

static OBJECT: Object = Object {
    entity: "router",
    collection: "routers",
    places: &[
        Place { path: &["external_gateway_info", "network"], collection: "networks" },
        Place { path: &["external_gateway_info", "external_fixed_ips", "*", "subnet"], collection: "subnets" },
    ],
    body,
    after: &[After::Description, After::Tags, After::Built],
    named: true,
    mirrored: &["name", "admin_state_up", "tags"],
    unset: &[],
    kept: &[],
    refers: &[],
};

fn body(mut body: Map, _now: Option<&Incarnation>) -> Map {
    if let Some(gateway) = body.get("external_gateway_info").filter(|gateway| !gateway.is_null()) {
        let mut gateway = entries(&without_nulls(gateway));
        rename(&mut gateway, "network", "network_id");
        if let Some(ips) = gateway.get("external_fixed_ips").map(addresses) {
            gateway.insert("external_fixed_ips", ips);
        }
        body.insert("external_gateway_info", Value::Map(Arc::new(gateway)));
    }
    body
}

fn validate(properties: &Value) -> Result<(), Fault> {
    let on = |name: &str| properties.get(name).and_then(Value::as_bool) == Some(true);
    for name in ["l3_agent_id", "l3_agent_ids"] {
        if given(properties, name).is_some() {
            return Err(words::not_served(name));
        }
    }
    if on("ha") && on("distributed") {
        return Err(conflict(&["distributed", "ha"]));
    }
    words::specs(&TYPE, properties)
}
