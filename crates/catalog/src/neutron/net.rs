//! `OS::Neutron::Net`: a network.

use super::object::{self, After, Object};
use super::search::Place;
use super::words::{self, given, rename};
use model::incarnation::Incarnation;
use model::value::{Map, Value};
use resource::{
    Attribute, Constraint, Fault, Flow, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support,
    no_claims, physical_id_or_name,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Net",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("tenant_id", PropertyKind::String),
        Property::new("shared", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
        Property::new("dhcp_agent_ids", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("port_security_enabled", PropertyKind::Boolean)
            .on_change(OnChange::Update)
            .support(Support::since("5.0.0")),
        Property::new("qos_policy", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.qos_policy")])
            .support(Support::since("6.0.0")),
        Property::new("dns_domain", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("dns_domain")])
            .support(Support::since("7.0.0")),
        Property::new("availability_zone_hints", PropertyKind::List(&[])).support(Support::since("19.0.0")),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
    ],
    attributes: &[
        Attribute::new("status", Some("string")),
        Attribute::new("name", Some("string")),
        Attribute::new("subnets", Some("list")),
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("port_security_enabled", Some("boolean")).since("5.0.0"),
        Attribute::new("mtu", Some("integer")).since("5.0.0"),
        Attribute::new("qos_policy_id", Some("string")).since("6.0.0"),
        Attribute::new("l2_adjacency", Some("boolean")).since("9.0.0"),
        Attribute::new("segments", Some("list")).since("11.0.0"),
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
    entity: "network",
    collection: "networks",
    places: &[Place { path: &["qos_policy"], collection: "qos/policies" }],
    body,
    after: &[After::Description, After::Tags, After::Built],
    named: true,
    mirrored: &["name", "admin_state_up", "shared", "port_security_enabled", "dns_domain", "tags"],
    unset: &[],
    kept: &["port_security_enabled"],
    refers: &["qos_policy_id"],
};

fn body(mut body: Map, _now: Option<&Incarnation>) -> Map {
    rename(&mut body, "qos_policy", "qos_policy_id");
    body
}

fn validate(properties: &Value) -> Result<(), Fault> {
    if given(properties, "dhcp_agent_ids").is_some() {
        return Err(words::not_served("dhcp_agent_ids"));
    }
    words::specs(&TYPE, properties)
}
