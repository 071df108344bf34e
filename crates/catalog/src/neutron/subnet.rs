//! `OS::Neutron::Subnet`: a range of addresses of a network.

use super::object::{self, After, Object};
use super::search::Place;
use super::words::{self, conflict, given, one_of, rename, text};
use model::incarnation::{Claim, Incarnation};
use model::value::diff::Change;
use model::value::{Map, Value};
use resource::{
    Attribute, Constraint, Difference, Fault, Flow, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape,
    Support, SupportStatus, physical_id_or_name,
};
use std::net::IpAddr;

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::Subnet",
    support: Support::ALWAYS,
    properties: &[
        Property::new("network_id", PropertyKind::String)
            .alias_of("network")
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(words::replaced(Some("Use property network."), &words::DEPRECATED_2014_2)),
        Property::new("network", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(Support::since("2014.2")),
        Property::new("subnetpool", PropertyKind::String)
            .constraints(&[Constraint::Custom("neutron.subnetpool")])
            .support(Support::since("6.0.0")),
        Property::new("prefixlen", PropertyKind::Integer)
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }])
            .support(Support::since("6.0.0")),
        Property::new("cidr", PropertyKind::String).constraints(&[Constraint::Custom("net_cidr")]),
        Property::new("value_specs", PropertyKind::Map(&[])).on_change(OnChange::Update).default("{}"),
        Property::new("name", PropertyKind::String).on_change(OnChange::Update),
        Property::new("ip_version", PropertyKind::Integer)
            .default("4")
            .constraints(&[Constraint::AllowedValues(&["4", "6"])]),
        Property::new("dns_nameservers", PropertyKind::List(&[])).on_change(OnChange::Update).default("[]"),
        Property::new("gateway_ip", PropertyKind::String).on_change(OnChange::Update),
        Property::new("enable_dhcp", PropertyKind::Boolean).on_change(OnChange::Update).default("true"),
        Property::new(
            "allocation_pools",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("start", PropertyKind::String).required().constraints(&[Constraint::Custom("ip_addr")]),
                Property::new("end", PropertyKind::String).required().constraints(&[Constraint::Custom("ip_addr")]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("tenant_id", PropertyKind::String),
        Property::new(
            "host_routes",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("destination", PropertyKind::String)
                    .required()
                    .constraints(&[Constraint::Custom("net_cidr")]),
                Property::new("nexthop", PropertyKind::String).required().constraints(&[Constraint::Custom("ip_addr")]),
            ]))]),
        )
        .on_change(OnChange::Update),
        Property::new("ipv6_ra_mode", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&["\"dhcpv6-stateful\"", "\"dhcpv6-stateless\"", "\"slaac\""])])
            .support(Support::since("2015.1")),
        Property::new("ipv6_address_mode", PropertyKind::String)
            .constraints(&[Constraint::AllowedValues(&["\"dhcpv6-stateful\"", "\"dhcpv6-stateless\"", "\"slaac\""])])
            .support(Support::since("2015.1")),
        Property::new("segment", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.segment")])
            .support(Support {
                status: SupportStatus::Supported,
                version: Some("11.0.0"),
                message: Some("Update allowed since version 11.0.0."),
                previous: Some(&Support::since("9.0.0")),
            }),
        Property::new("tags", PropertyKind::List(&[Property::item(PropertyKind::String)]))
            .on_change(OnChange::Update)
            .support(Support::since("9.0.0")),
    ],
    attributes: &[
        Attribute::new("name", Some("string")),
        Attribute::new("network_id", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("allocation_pools", Some("list")),
        Attribute::new("gateway_ip", Some("string")),
        Attribute::new("host_routes", Some("list")),
        Attribute::new("ip_version", Some("string")),
        Attribute::new("cidr", Some("string")),
        Attribute::new("dns_nameservers", Some("list")),
        Attribute::new("enable_dhcp", Some("string")),
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
    entity: "subnet",
    collection: "subnets",
    places: &[
        Place { path: &["network"], collection: "networks" },
        Place { path: &["subnetpool"], collection: "subnetpools" },
        Place { path: &["segment"], collection: "segments" },
    ],
    body,
    after: &[After::Description, After::Tags],
    named: true,
    mirrored: &["name", "dns_nameservers", "enable_dhcp", "allocation_pools", "host_routes", "tags"],
    unset: &[],
    kept: &["allocation_pools"],
    refers: &["network_id", "subnetpool_id", "segment_id"],
};

fn body(mut body: Map, now: Option<&Incarnation>) -> Map {
    for (from, to) in [("network", "network_id"), ("subnetpool", "subnetpool_id"), ("segment", "segment_id")] {
        rename(&mut body, from, to);
    }
    // An empty address means none; what is not said is chosen by Neutron.
    match body.get("gateway_ip").and_then(Value::as_str) {
        Some("") => _ = body.insert("gateway_ip", Value::Null),
        Some("auto") => _ = body.remove("gateway_ip"),
        _ => {}
    }
    if now.is_some() {
        for list in ["host_routes", "dns_nameservers"] {
            if body.get(list).is_some_and(Value::is_null) {
                body.insert(list, Value::list([]));
            }
        }
    }
    body
}

/// A gateway cannot become Neutron's choice again, nor a segment another one.
fn judge(record: &Incarnation, _wanted: &Value, changes: &[Change]) -> Option<Difference> {
    let changed = |name: &str| changes.iter().find(|change| change.path.first().is_some_and(|key| key == name));
    let auto = changed("gateway_ip").is_some_and(|c| c.after.as_ref().and_then(Value::as_str) == Some("auto"));
    let moved = changed("segment").is_some() && given(&record.applied, "segment").is_some();
    let name = if auto { "gateway_ip" } else { "segment" };
    (auto || moved).then(|| Difference::Replace(name.to_owned()))
}

fn claims(properties: &Value) -> Vec<Claim> {
    let key = text(properties, "network").zip(text(properties, "cidr"));
    let claim = |(network, cidr)| Claim { kind: "cidr".into(), key: format!("{network},{cidr}"), releasable: false };
    key.map(claim).into_iter().collect()
}

fn validate(properties: &Value) -> Result<(), Fault> {
    let has = |name: &str| given(properties, name).is_some();
    let has_cidr = given(properties, "cidr").is_some_and(|cidr| cidr.as_str() != Some(""));
    match (has("subnetpool"), has_cidr) {
        (true, true) => return Err(conflict(&["subnetpool", "cidr"])),
        (false, false) => return Err(one_of(&["subnetpool", "cidr"])),
        _ => {}
    }
    if has("prefixlen") && has_cidr {
        return Err(conflict(&["prefixlen", "cidr"]));
    }
    let modes = [text(properties, "ipv6_ra_mode"), text(properties, "ipv6_address_mode")];
    if properties.get("ip_version").and_then(Value::as_int) == Some(4) && modes.iter().any(Option::is_some) {
        return Err(Fault::new("ipv6_ra_mode and ipv6_address_mode are not supported for ipv4."));
    }
    if let [Some(ra), Some(address)] = modes
        && ra != address
    {
        return Err(Fault::new("When both ipv6_ra_mode and ipv6_address_mode are set, they must be equal."));
    }
    if let Some(gateway) = text(properties, "gateway_ip").filter(|gateway| !matches!(*gateway, "~" | "" | "auto"))
        && gateway.parse::<IpAddr>().is_err()
    {
        return Err(Fault::new(format!("Gateway IP address \"{gateway}\" is in invalid format.")));
    }
    words::specs(&TYPE, properties)
}
