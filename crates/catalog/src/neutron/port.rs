//! `OS::Neutron::Port`: a place on a network, with addresses.

use super::object::{self, After, Object};
use super::search::Place;
use super::words::{self, addresses, conflict, given, rename, text, without_nulls};
use model::incarnation::{Claim, Incarnation};
use model::value::diff::Change;
use model::value::{Map, Value};
use resource::{
    Attribute, Constraint, Difference, Fault, Flow, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape,
    Support, SupportStatus, physical_id_or_name,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Port",
    support: Support::ALWAYS,
    properties: &[
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("network_id", PropertyKind::String)
            .alias_of("network")
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(words::replaced(Some("Use property network."), &words::DEPRECATED_2014_2)),
        Property::new("network", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(Support::since("2014.2")),
        Property::new("device_id", PropertyKind::String).on_change(OnChange::Update).default("\"\""),
        Property::new("device_owner", PropertyKind::String).on_change(OnChange::Update).default("\"\""),
        Property::new(
            "fixed_ips",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("subnet_id", PropertyKind::String)
                    .alias_of("subnet")
                    .constraints(&[Constraint::Custom("neutron.subnet")])
                    .support(words::replaced(Some("Use property subnet."), &words::DEPRECATED_2014_2)),
                Property::new("subnet", PropertyKind::String)
                    .constraints(&[Constraint::Custom("neutron.subnet")])
                    .support(Support::since("2014.2")),
                Property::new("ip_address", PropertyKind::String).constraints(&[Constraint::Custom("ip_addr")]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("security_groups", PropertyKind::List(&[])).on_change(OnChange::Update),
        Property::new("replacement_policy", PropertyKind::String)
            .on_change(OnChange::Update)
            .default("\"AUTO\"")
            .constraints(&[Constraint::AllowedValues(&["\"REPLACE_ALWAYS\"", "\"AUTO\""])])
            .support(Support {
                status: SupportStatus::Hidden,
                version: Some("9.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("6.0.0"),
                    message: None,
                    previous: Some(&Support::since("2014.2")),
                }),
            }),
        Property::new("dns_name", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("dns_name")])
            .support(Support::since("7.0.0")),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("admin_state_up", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new("mac_address", PropertyKind::String).constraints(&[Constraint::Custom("mac_addr")]),
        Property::new(
            "allowed_address_pairs",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("mac_address", PropertyKind::String).constraints(&[Constraint::Custom("mac_addr")]),
                Property::new("ip_address", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("ip_or_cidr")]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("binding:vnic_type", PropertyKind::String)
            .on_change(OnChange::Update)
            .default("\"normal\"")
            .constraints(&[Constraint::AllowedValues(&[
                "\"normal\"",
                "\"direct\"",
                "\"macvtap\"",
                "\"direct-physical\"",
                "\"baremetal\"",
                "\"virtio-forwarder\"",
                "\"smart-nic\"",
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
    ],
    attributes: &[
        Attribute::new("admin_state_up", Some("string")),
        Attribute::new("device_id", Some("string")),
        Attribute::new("device_owner", Some("string")),
        Attribute::new("fixed_ips", Some("list")),
        Attribute::new("mac_address", Some("string")),
        Attribute::new("name", Some("string")),
        Attribute::new("network_id", Some("string")),
        Attribute::new("security_groups", Some("list")),
        Attribute::new("status", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("allowed_address_pairs", Some("list")),
        Attribute::new("subnets", Some("list")),
        Attribute::new("port_security_enabled", Some("boolean")).since("5.0.0"),
        Attribute::new("qos_policy_id", Some("string")).since("6.0.0"),
        Attribute::new("dns_assignment", Some("map")).since("7.0.0"),
        Attribute::new("network", Some("map")).since("11.0.0"),
        Attribute::new("propagate_uplink_status", Some("boolean")).since("15.0.0"),
    ],
    shape: Shape::Flow(&Flow {
        start: |verb, inputs| object::start(&OBJECT, verb, inputs),
        resume: |verb, stage, answer, inputs| object::resume(&OBJECT, verb, stage, answer, inputs),
        attribute: object::attribute,
        reference: physical_id_or_name,
        identity: |_| Value::Null,
        judge: Some(judge),
        validate: Some(validate),
    }),
    rollback: Rollback { claims, ..Rollback::PLAIN },
};

static OBJECT: Object = Object {
    entity: "port",
    collection: "ports",
    places: &[
        Place { path: &["network"], collection: "networks" },
        Place { path: &["fixed_ips", "*", "subnet"], collection: "subnets" },
        Place { path: &["security_groups", "*"], collection: "security-groups" },
        Place { path: &["qos_policy"], collection: "qos/policies" },
    ],
    body,
    after: &[After::Description, After::Tags, After::Built],
    named: true,
    mirrored: &["name", "admin_state_up", "port_security_enabled", "tags"],
    unset: &[("security_groups", "[\"default\"]")],
    kept: &["port_security_enabled", "propagate_uplink_status", "binding:vnic_type"],
    refers: &["network_id", "security_groups", "qos_policy_id"],
};

fn body(mut body: Map, _now: Option<&Incarnation>) -> Map {
    rename(&mut body, "network", "network_id");
    rename(&mut body, "qos_policy", "qos_policy_id");
    body.remove("replacement_policy");
    let none = body.remove("no_fixed_ips").and_then(|none| none.as_bool()) == Some(true);
    let wanted = body.remove("fixed_ips").filter(|ips| ips.as_list().is_some_and(|ips| !ips.is_empty()));
    if none {
        body.insert("fixed_ips", Value::list([]));
    } else if let Some(ips) = wanted {
        // An empty list would take the addresses away; what is not said is Neutron's choice.
        body.insert("fixed_ips", addresses(&ips));
    }
    if let Some(pairs) = body.get("allowed_address_pairs").cloned() {
        let pairs = pairs.as_list().unwrap_or_default().iter().map(without_nulls);
        body.insert("allowed_address_pairs", Value::list(pairs));
    }
    body
}

/// `replacement_policy` can ask for another port at every update.
fn judge(_record: &Incarnation, wanted: &Value, changes: &[Change]) -> Option<Difference> {
    let always = text(wanted, "replacement_policy") == Some("REPLACE_ALWAYS");
    (always && !changes.is_empty()).then(|| Difference::Replace("replacement_policy".to_owned()))
}

/// Addresses that were asked for by number are exclusive in their subnet, or network if none is named.
fn claims(properties: &Value) -> Vec<Claim> {
    let claim = |kind: &str, key: String| Claim { kind: kind.to_owned(), key, releasable: false };
    let network = text(properties, "network");
    let ips = given(properties, "fixed_ips").and_then(Value::as_list).unwrap_or_default();
    let address = |ip: &Value| {
        let place = text(ip, "subnet").or(network)?;
        Some(claim("ip", format!("{place},{}", text(ip, "ip_address")?)))
    };
    let mac = network.zip(text(properties, "mac_address")).map(|(n, mac)| claim("mac", format!("{n},{mac}")));
    ips.iter().filter_map(address).chain(mac).collect()
}

fn validate(properties: &Value) -> Result<(), Fault> {
    let some = given(properties, "fixed_ips").and_then(Value::as_list).is_some_and(|ips| !ips.is_empty());
    if some && properties.get("no_fixed_ips").and_then(Value::as_bool) == Some(true) {
        return Err(conflict(&["fixed_ips", "no_fixed_ips"]));
    }
    words::specs(&TYPE, properties)
}
