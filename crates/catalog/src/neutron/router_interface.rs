//! `OS::Neutron::RouterInterface`: a router's place on a subnet, or a port of it.
//!
//! It has no object of its own: the physical id says which router and what (`<router>:subnet_id=<subnet>`), as Heat's does. Whether it is
//! there is told by the router's ports.

use super::object::{call, failed, unsupported};
use super::search::{self, Place};
use super::words::{self, conflict, entries, given, one_of, text};
use model::failure::{Failure, FailureKind};
use model::incarnation::{Claim, Incarnation};
use model::observation::Observation;
use model::request::Reply;
use model::value::{Map, Value};
use resource::{
    Answer, Constraint, Fault, Flow, Inputs, Next, Property, PropertyKind, ResourceType, Rollback, Shape, Support,
    SupportStatus, Turn, Verb, physical_id_or_name,
};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Neutron::RouterInterface",
    support: Support::ALWAYS,
    properties: &[
        Property::new("router", PropertyKind::String).required().constraints(&[Constraint::Custom("neutron.router")]),
        Property::new("router_id", PropertyKind::String)
            .alias_of("router")
            .constraints(&[Constraint::Custom("neutron.router")])
            .support(Support {
                status: SupportStatus::Hidden,
                version: Some("6.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2015.1"),
                    message: Some("Use property router."),
                    previous: Some(&Support::since("2013.1")),
                }),
            }),
        Property::new("subnet_id", PropertyKind::String)
            .alias_of("subnet")
            .constraints(&[Constraint::Custom("neutron.subnet")])
            .support(words::replaced(Some("Use property subnet."), &words::DEPRECATED_2014_2)),
        Property::new("subnet", PropertyKind::String).constraints(&[Constraint::Custom("neutron.subnet")]),
        Property::new("port_id", PropertyKind::String)
            .alias_of("port")
            .constraints(&[Constraint::Custom("neutron.port")])
            .support(Support {
                status: SupportStatus::Hidden,
                version: Some("6.0.0"),
                message: None,
                previous: Some(&Support {
                    status: SupportStatus::Deprecated,
                    version: Some("2015.1"),
                    message: Some("Use property port."),
                    previous: Some(&Support::since("2014.1")),
                }),
            }),
        Property::new("port", PropertyKind::String)
            .constraints(&[Constraint::Custom("neutron.port")])
            .support(Support::since("2015.1")),
    ],
    attributes: &[],
    shape: Shape::Flow(&Flow {
        start,
        resume,
        attribute: |_, _| None,
        reference: physical_id_or_name,
        identity: |_| Value::Null,
        judge: None,
        validate: Some(validate),
    }),
    rollback: Rollback { claims, ..Rollback::PLAIN },
};

static PLACES: &[Place] = &[
    Place { path: &["router"], collection: "routers" },
    Place { path: &["subnet"], collection: "subnets" },
    Place { path: &["port"], collection: "ports" },
];

fn validate(properties: &Value) -> Result<(), Fault> {
    match (given(properties, "subnet").is_some(), given(properties, "port").is_some()) {
        (true, true) => Err(conflict(&["subnet", "port"])),
        (false, false) => Err(one_of(&["subnet", "port"])),
        _ => Ok(()),
    }
}

/// A router has one place on a subnet.
fn claims(properties: &Value) -> Vec<Claim> {
    let what = text(properties, "subnet").or_else(|| text(properties, "port"));
    let claim =
        |(router, what)| Claim { kind: "router-port".into(), key: format!("{router},{what}"), releasable: false };
    text(properties, "router").zip(what).map(claim).into_iter().collect()
}

/// Router, kind and id of what it joins.
struct Joint {
    router: String,
    key: String,
    id: String,
}

impl Joint {
    fn wanted(properties: &Value) -> Option<Self> {
        let router = text(properties, "router")?.to_owned();
        let (key, id) = match text(properties, "subnet") {
            Some(subnet) => ("subnet_id", subnet),
            None => ("port_id", text(properties, "port")?),
        };
        Some(Self { router, key: key.to_owned(), id: id.to_owned() })
    }

    fn of(record: &Incarnation) -> Option<Self> {
        let (router, rest) = record.physical_id.as_deref()?.split_once(':')?;
        let (key, id) = rest.split_once('=')?;
        Some(Self { router: router.to_owned(), key: key.to_owned(), id: id.to_owned() })
    }

    fn physical_id(&self) -> String {
        format!("{}:{}={}", self.router, self.key, self.id)
    }

    fn act(&self, action: &str, at: &str, found: &Map, idempotent: bool) -> Turn {
        let body = Value::map([(self.key.clone(), Value::str(self.id.as_str()))]);
        let request = call("PUT", format!("/v2.0/routers/{}/{action}", self.router), body, idempotent);
        Turn::next(Next::Call { request: Box::new(request), stage: stage(at, found) })
    }

    /// Asks for the router's ports on it.
    fn ask(&self, at: &str, found: &Map) -> Turn {
        let filter = if self.key == "port_id" { "id=".to_owned() } else { "fixed_ips=subnet_id%3D".to_owned() };
        let path = format!("/v2.0/ports?device_id={}&{filter}{}&fields=id&fields=status", self.router, self.id);
        let request = call("GET", path, Value::Null, true);
        Turn::next(Next::Call { request: Box::new(request), stage: stage(at, found) })
    }
}

fn stage(at: &str, found: &Map) -> Json {
    json!({"at": at, "found": Value::Map(Arc::new(found.clone())).to_json()})
}

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Create | Verb::Adopt => go(verb, &Map::new(), inputs),
        Verb::Delete => match Joint::of(inputs.record) {
            Some(joint) => joint.act("remove_router_interface", "removed", &Map::new(), true),
            None => Turn::next(Next::Done(None)),
        },
        Verb::Observe => match Joint::of(inputs.record) {
            Some(joint) => joint.ask("seen", &Map::new()),
            None => Turn::next(Next::Done(Some(Box::new(Observation::gone(inputs.now))))),
        },
        Verb::Update | Verb::Suspend | Verb::Resume | Verb::Snapshot => Turn::next(Next::Done(None)),
        Verb::Signal => unsupported(inputs),
    }
}

/// Looks up the next name; then joins, or asks whether it is joined.
fn go(verb: Verb, found: &Map, inputs: &Inputs<'_>) -> Turn {
    if let Some(wanted) = search::next(PLACES, inputs.properties, found) {
        let request = call("GET", wanted.path(), Value::Null, true);
        return Turn::next(Next::Call { request: Box::new(request), stage: stage("find", found) });
    }
    match (joint(found, inputs), verb) {
        (Some(joint), Verb::Create) => joint.act("add_router_interface", "added", found, false),
        (Some(joint), _) => joint.ask("asked", found),
        (None, _) => failed(Failure::new(FailureKind::Invalid, "ValueError", "router, and subnet or port, are needed")),
    }
}

fn joint(found: &Map, inputs: &Inputs<'_>) -> Option<Joint> {
    Joint::wanted(&search::with_ids(PLACES, inputs.properties, found))
}

fn resume(verb: Verb, stage: &Json, answer: Answer, inputs: &Inputs<'_>) -> Turn {
    let at = stage.get("at").and_then(Json::as_str).unwrap_or_default();
    let mut found = entries(&stage.get("found").cloned().map(Value::from_json).unwrap_or_default());
    let joint =
        if verb == Verb::Delete || verb == Verb::Observe { Joint::of(inputs.record) } else { joint(&found, inputs) };
    let Answer::Replied(reply) = answer else { return start(verb, inputs) };
    let made = |joint: &Joint| Turn { physical_id: Some(joint.physical_id()), ..Turn::next(Next::Done(None)) };
    match (at, reply, joint) {
        ("find", Ok(reply), _) => match search::next(PLACES, inputs.properties, &found) {
            None => go(verb, &found, inputs),
            Some(wanted) => match wanted.answer(&reply) {
                Ok(id) => {
                    found.insert(wanted.key(), Value::str(id));
                    go(verb, &found, inputs)
                }
                Err(failure) => failed(failure),
            },
        },
        ("added", Ok(_), Some(joint)) => made(&joint),
        ("added", Err(failure), Some(joint)) if failure.kind == FailureKind::InDoubt => joint.ask("asked", &found),
        ("asked", Ok(reply), Some(joint)) => match (is_there(&reply), verb) {
            (true, Verb::Adopt) => {
                let seen = Observation::healthy(inputs.now);
                Turn { next: Next::Done(Some(Box::new(seen))), ..made(&joint) }
            }
            (true, _) => made(&joint),
            (false, Verb::Create) => joint.act("add_router_interface", "added", &found, false),
            (false, _) => failed(Failure::new(FailureKind::Gone, "NotFound", "it was never made")),
        },
        ("seen", Ok(reply), _) => {
            let seen = if is_there(&reply) { Observation::healthy(inputs.now) } else { Observation::gone(inputs.now) };
            let references = Joint::of(inputs.record).map(|joint| vec![joint.router, joint.id]).unwrap_or_default();
            Turn::next(Next::Done(Some(Box::new(Observation { references, ..seen }))))
        }
        ("removed", Err(failure), _) if failure.kind == FailureKind::Gone => Turn::next(Next::Done(None)),
        ("find" | "asked" | "seen" | "removed", Err(failure), _) if failure.kind == FailureKind::InDoubt => {
            start(verb, inputs)
        }
        (_, Err(failure), _) => failed(failure),
        (_, Ok(_), _) => Turn::next(Next::Done(None)),
    }
}

fn is_there(reply: &Reply) -> bool {
    reply.body.get("ports").and_then(Value::as_list).is_some_and(|ports| !ports.is_empty())
}
