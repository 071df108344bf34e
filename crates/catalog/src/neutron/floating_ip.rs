//! `OS::Neutron::FloatingIP`: an address of an outer network, perhaps leading to a port.

use super::object::{self, After, Object};
use super::search::Place;
use super::words::{self, given, rename, text};
use model::incarnation::{Claim, Incarnation};
use model::value::{Map, Value};
use resource::{
    Attribute, Constraint, Fault, Flow, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support,
    physical_id_or_name,
};

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::FloatingIP",
    support: Support::ALWAYS,
    properties: &[
        Property::new("floating_network_id", PropertyKind::String)
            .alias_of("floating_network")
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(words::replaced(Some("Use property floating_network."), &words::DEPRECATED_2014_2)),
        Property::new("floating_network", PropertyKind::String)
            .required()
            .constraints(&[Constraint::Custom("neutron.network")])
            .support(Support::since("2014.2")),
        Property::new("floating_subnet", PropertyKind::String)
            .constraints(&[Constraint::Custom("neutron.subnet")])
            .support(Support::since("9.0.0")),
        Property::new("value_specs", PropertyKind::Map(&[])).default("{}"),
        Property::new("port_id", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("neutron.port")]),
        Property::new("fixed_ip_address", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("ip_addr")]),
        Property::new("floating_ip_address", PropertyKind::String)
            .constraints(&[Constraint::Custom("ip_addr")])
            .support(Support::since("5.0.0")),
        Property::new("dns_name", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("rel_dns_name")])
            .support(Support::since("7.0.0")),
        Property::new("dns_domain", PropertyKind::String)
            .on_change(OnChange::Update)
            .constraints(&[Constraint::Custom("dns_domain")])
            .support(Support::since("7.0.0")),
    ],
    attributes: &[
        Attribute::new("router_id", Some("string")),
        Attribute::new("tenant_id", Some("string")),
        Attribute::new("floating_network_id", Some("string")),
        Attribute::new("fixed_ip_address", Some("string")),
        Attribute::new("floating_ip_address", Some("string")),
        Attribute::new("port_id", Some("string")),
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
    rollback: Rollback { claims, ..Rollback::PLAIN },
};

static OBJECT: Object = Object {
    entity: "floatingip",
    collection: "floatingips",
    places: &[
        Place { path: &["floating_network"], collection: "networks" },
        Place { path: &["floating_subnet"], collection: "subnets" },
        Place { path: &["port_id"], collection: "ports" },
    ],
    body,
    after: &[After::Description],
    named: false,
    mirrored: &["port_id"],
    unset: &[],
    kept: &[],
    refers: &["floating_network_id", "port_id"],
};

fn body(mut body: Map, now: Option<&Incarnation>) -> Map {
    rename(&mut body, "floating_network", "floating_network_id");
    rename(&mut body, "floating_subnet", "subnet_id");
    if let Some(now) = now.filter(|_| !body.is_empty()) {
        // Neutron takes port and address together: what is not said would be lost.
        for name in ["port_id", "fixed_ip_address"] {
            if !body.contains_key(name) {
                body.insert(name, now.applied.get(name).cloned().unwrap_or_default());
            }
        }
        body.remove("dns_name");
        body.remove("dns_domain");
        if body.get("fixed_ip_address").is_some_and(Value::is_null) && body.get("port_id").is_some_and(Value::is_null) {
            body.remove("fixed_ip_address");
        }
    }
    body
}

/// An address that was asked for by number is exclusive in its network; a port's address takes one floating IP.
fn claims(properties: &Value) -> Vec<Claim> {
    let claim = |kind: &str, key: String| Claim { kind: kind.to_owned(), key, releasable: false };
    let ip = text(properties, "floating_network").zip(text(properties, "floating_ip_address"));
    let port = text(properties, "port_id")
        .map(|port| claim("fip", format!("{port},{}", text(properties, "fixed_ip_address").unwrap_or_default())));
    ip.map(|(network, ip)| claim("ip", format!("{network},{ip}"))).into_iter().chain(port).collect()
}

fn validate(properties: &Value) -> Result<(), Fault> {
    if given(properties, "port_id").is_none() && given(properties, "fixed_ip_address").is_some() {
        return Err(Fault::new("fixed_ip_address cannot be specified without port_id."));
    }
    words::specs(&TYPE, properties)
}
