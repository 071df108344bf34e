//! `OS::Neutron::SecurityGroup`: rules about what may come in and go out.
//!
//! The rules of the property are made what they are to be: surplus ones go, missing ones come; the two that let everything out are put
//! back when no rule of the property is about going out.

use super::object::{self, After, Object};
use super::words::{entries, given, text};
use model::incarnation::Incarnation;
use model::request::Reply;
use model::value::{Map, Value};
use resource::{
    Constraint, Fault, Flow, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, Verb, no_claims,
    physical_id_or_name,
};
use std::sync::Arc;

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::SecurityGroup",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("description", PropertyKind::String).on_change(OnChange::Update),
        Property::new(
            "rules",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("direction", PropertyKind::String)
                    .default("\"ingress\"")
                    .constraints(&[Constraint::AllowedValues(&["\"ingress\"", "\"egress\""])]),
                Property::new("ethertype", PropertyKind::String)
                    .default("\"IPv4\"")
                    .constraints(&[Constraint::AllowedValues(&["\"IPv4\"", "\"IPv6\""])]),
                Property::new("port_range_min", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(0.0), max: Some(65535.0) }]),
                Property::new("port_range_max", PropertyKind::Integer)
                    .constraints(&[Constraint::Range { min: Some(0.0), max: Some(65535.0) }]),
                Property::new("protocol", PropertyKind::String).constraints(super::security_group_rule::PROTOCOLS),
                Property::new("remote_mode", PropertyKind::String)
                    .default("\"remote_ip_prefix\"")
                    .constraints(&[Constraint::AllowedValues(&["\"remote_ip_prefix\"", "\"remote_group_id\""])]),
                Property::new("remote_group_id", PropertyKind::String)
                    .constraints(&[Constraint::Custom("neutron.security_group")]),
                Property::new("remote_ip_prefix", PropertyKind::String).constraints(&[Constraint::Custom("net_cidr")]),
                Property::new("description", PropertyKind::String).support(Support::since("27.0.0")),
            ]))]),
        )
        .on_change(OnChange::Update)
        .default("[]"),
        Property::new("stateful", PropertyKind::Boolean).on_change(OnChange::Update).support(Support::since("27.0.0")),
    ],
    attributes: &[],
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
    entity: "security_group",
    collection: "security-groups",
    places: &[],
    body: |body: Map, _now: Option<&Incarnation>| body,
    after: &[After::Description, After::Rules],
    named: true,
    mirrored: &["name", "description", "stateful"],
    unset: &[],
    kept: &["stateful"],
    refers: &[],
};

/// What decides whether two rules are the same.
const SAME: &[&str] =
    &["direction", "ethertype", "protocol", "port_range_min", "port_range_max", "remote_ip_prefix", "remote_group_id"];

/// What is to be done about rules.
pub(super) struct Rules {
    /// Ids of rules that are too much.
    pub(super) surplus: Vec<String>,
    /// Bodies of rules that are missing.
    pub(super) missing: Vec<Value>,
}

/// The difference between the rules that a group has, as an answer tells them, and those that it is to have. A new group keeps what lets
/// everything out, unless a rule is about going out.
pub(super) fn difference(group: &str, properties: &Value, verb: Verb, reply: &Reply) -> Rules {
    let rules = given(properties, "rules").and_then(Value::as_list).unwrap_or_default();
    let mut wanted: Vec<Value> = rules.iter().map(|rule| body(group, rule)).collect();
    let egress = |rule: &Value| text(rule, "direction") == Some("egress");
    if !wanted.iter().any(egress) {
        wanted.extend(["IPv4", "IPv6"].map(|ethertype| {
            let rule = [("direction", Value::str("egress")), ("ethertype", Value::str(ethertype))];
            body(group, &Value::map(rule))
        }));
    }
    let told = reply.body.get("security_group").and_then(|told| told.get("security_group_rules"));
    let has = told.and_then(Value::as_list).unwrap_or_default();
    let described = verb == Verb::Update;
    let id = |rule: &Value| text(rule, "id").map(ToOwned::to_owned);
    Rules {
        surplus: has.iter().filter(|rule| !wanted.iter().any(|w| same(w, rule, described))).filter_map(id).collect(),
        missing: wanted.iter().filter(|rule| !has.iter().any(|h| same(rule, h, described))).cloned().collect(),
    }
}

/// A rule of the property as Neutron's body.
fn body(group: &str, rule: &Value) -> Value {
    let mut body: Map =
        entries(rule).iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k.clone(), v.clone())).collect();
    let mode = body.remove("remote_mode");
    if mode.as_ref().and_then(Value::as_str) == Some("remote_group_id") {
        body.remove("remote_ip_prefix");
        if body.get("remote_group_id").is_none() {
            body.insert("remote_group_id", Value::str(group));
        }
    } else {
        body.remove("remote_group_id");
    }
    for port in ["port_range_min", "port_range_max"] {
        if let Some(number) = body.get(port).and_then(Value::as_int) {
            body.insert(port, Value::str(number.to_string()));
        }
    }
    body.insert("security_group_id", Value::str(group));
    Value::Map(Arc::new(body))
}

fn same(a: &Value, b: &Value, described: bool) -> bool {
    let word = |rule: &Value, key: &str| given(rule, key).map(Value::python_str).filter(|word| !word.is_empty());
    let ports = |rule: &Value, key: &str| {
        let word = word(rule, key)?;
        Some(if key == "protocol" { word.to_lowercase() } else { word })
    };
    SAME.iter().all(|key| ports(a, key) == ports(b, key))
        && (!described || word(a, "description") == word(b, "description"))
}

fn validate(properties: &Value) -> Result<(), Fault> {
    if text(properties, "name") == Some("default") {
        return Err(Fault::new("Security groups cannot be assigned the name \"default\"."));
    }
    Ok(())
}
