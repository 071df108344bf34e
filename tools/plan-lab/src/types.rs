//! Types for the laboratory: small relatives of a network, a port, a volume, a key pair and a server, which claim, refer, hold data and
//! cannot be changed back. They live in the laboratory's own cloud.

use model::Value;
use model::failure::{Failure, FailureKind};
use model::incarnation::{Claim, Health, Incarnation};
use model::observation::Observation;
use model::request::Request;
use model::value::diff::Change;
use resource::{
    Answer, Attribute, Difference, Flow, Inputs, Next, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape,
    Support, Turn, Verb, physical_id_or_name,
};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// All of them.
pub static TYPES: &[&ResourceType] = &[&NET, &PORT, &VOLUME, &KEY, &SERVER];

const ID: &[Attribute] = &[Attribute::new("id", Some("string")), Attribute::new("number", Some("integer"))];

const fn text(name: &'static str) -> Property {
    Property::new(name, PropertyKind::String)
}

type Judge = fn(&Incarnation, &Value, &[Change]) -> Option<Difference>;

const fn flow(judge: Option<Judge>) -> Flow {
    Flow { start, resume, attribute, reference: physical_id_or_name, identity: |_| Value::Null, judge, validate: None }
}

/// A network: nothing special, but others refer to it.
static NET: ResourceType = ResourceType {
    name: "Lab::Net",
    support: Support::ALWAYS,
    properties: &[text("name").on_change(OnChange::Update), text("segment")],
    attributes: ID,
    shape: Shape::Flow(&flow(None)),
    rollback: Rollback::PLAIN,
};

/// A port: moving it to another network takes another port, and its address is its own.
static PORT: ResourceType = ResourceType {
    name: "Lab::Port",
    support: Support::ALWAYS,
    properties: &[
        text("net"),
        text("ip"),
        text("label").on_change(OnChange::Update),
        text("note").on_change(OnChange::Update),
    ],
    attributes: ID,
    shape: Shape::Flow(&flow(None)),
    rollback: Rollback { claims: address, release: Some(without_address), ..Rollback::PLAIN },
};

/// A volume: grows, never shrinks, holds data.
static VOLUME: ResourceType = ResourceType {
    name: "Lab::Volume",
    support: Support::ALWAYS,
    properties: &[
        Property::new("size", PropertyKind::Integer).on_change(OnChange::Update),
        text("kind"),
        text("label").on_change(OnChange::Update),
    ],
    attributes: ID,
    shape: Shape::Flow(&flow(Some(never_shrinks))),
    rollback: Rollback { holds_data: true, irreversible: &["size"], ..Rollback::PLAIN },
};

/// A key pair: its name is its identity, and there is no way to give it up.
static KEY: ResourceType = ResourceType {
    name: "Lab::Key",
    support: Support::ALWAYS,
    properties: &[text("name"), text("public_key")],
    attributes: ID,
    shape: Shape::Flow(&flow(None)),
    rollback: Rollback { claims: name, ..Rollback::PLAIN },
};

/// A server: a resize interrupts it, an image replaces it.
static SERVER: ResourceType = ResourceType {
    name: "Lab::Server",
    support: Support::ALWAYS,
    properties: &[
        text("image"),
        text("flavor").on_change(OnChange::Disrupt),
        text("port").on_change(OnChange::Update),
        text("key"),
    ],
    attributes: ID,
    shape: Shape::Flow(&flow(None)),
    rollback: Rollback::PLAIN,
};

fn address(properties: &Value) -> Vec<Claim> {
    let ip = properties.get("ip").and_then(Value::as_str);
    ip.map(|ip| Claim { kind: "ip".to_owned(), key: ip.to_owned(), releasable: true }).into_iter().collect()
}

fn without_address(properties: &Value, _claims: &[Claim]) -> Value {
    let mut properties = properties.as_map().cloned().unwrap_or_default();
    properties.insert("ip", Value::Null);
    Value::Map(Arc::new(properties))
}

fn name(properties: &Value) -> Vec<Claim> {
    let name = properties.get("name").and_then(Value::as_str);
    name.map(|name| Claim { kind: "name".to_owned(), key: name.to_owned(), releasable: false }).into_iter().collect()
}

fn never_shrinks(record: &Incarnation, wanted: &Value, _changes: &[Change]) -> Option<Difference> {
    let size = |value: &Value| value.get("size").and_then(Value::as_int);
    let tried = record.attempted.iter().chain(&record.doubts).filter_map(size).max();
    let before = size(&record.applied).max(tried);
    (size(wanted) < before && size(wanted).is_some()).then(|| Difference::Refuse("size".to_owned()))
}

/// The id, and the number in it: something that nobody knows before.
fn attribute(record: &Incarnation, name: &str) -> Option<Value> {
    let id = record.physical_id.as_deref()?;
    match name {
        "id" => Some(Value::str(id)),
        "number" => id.rsplit('-').next()?.parse().ok().map(Value::Int),
        _ => None,
    }
}

/// The stage of a create that looks whether the object is there already.
const LOOK: &str = "look";

/// The collection of a type: `net`, `port`…
fn collection(record: &Incarnation) -> String {
    record.concrete_type.rsplit("::").next().unwrap_or_default().to_lowercase()
}

fn call(method: &str, inputs: &Inputs<'_>, stage: Json) -> Turn {
    let id = inputs.record.physical_id.clone().unwrap_or_default();
    let path = format!("/{}/{id}", collection(inputs.record));
    let body =
        Value::map([("properties", inputs.properties.clone()), ("marker", Value::str(inputs.record.id.to_string()))]);
    let request = Request {
        service: "lab".to_owned(),
        method: method.to_owned(),
        path,
        body,
        idempotent: method != "POST",
        microversion: None,
    };
    Turn::next(Next::Call { request: Box::new(request), stage })
}

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Create => call("POST", inputs, json!("create")),
        Verb::Update => call("PUT", inputs, json!("update")),
        Verb::Delete => call("DELETE", inputs, json!("delete")),
        Verb::Observe | Verb::Adopt => call("GET", inputs, json!("get")),
        Verb::Suspend | Verb::Resume | Verb::Snapshot | Verb::Signal => Turn::next(Next::Done(None)),
    }
}

fn resume(verb: Verb, stage: &Json, answer: Answer, inputs: &Inputs<'_>) -> Turn {
    let reply = match answer {
        Answer::Replied(Ok(reply)) => reply,
        // Nobody saw the answer. What may be made already is looked for by its mark; anything else is said again.
        Answer::Replied(Err(failure)) if failure.class == "EngineDied" => {
            return if verb == Verb::Create { call("GET", inputs, json!(LOOK)) } else { start(verb, inputs) };
        }
        Answer::Replied(Err(failure)) if failure.kind == FailureKind::Gone && stage == LOOK => {
            return start(verb, inputs);
        }
        Answer::Replied(Err(failure)) if failure.kind == FailureKind::Gone => {
            return match verb {
                Verb::Observe | Verb::Adopt => Turn::next(Next::Done(Some(Box::new(Observation::gone(inputs.now))))),
                Verb::Create
                | Verb::Update
                | Verb::Delete
                | Verb::Suspend
                | Verb::Resume
                | Verb::Snapshot
                | Verb::Signal => Turn::next(Next::Failed(failure)),
            };
        }
        Answer::Replied(Err(failure)) => return Turn::next(Next::Failed(failure)),
        Answer::Elapsed => return Turn::next(Next::Done(None)),
    };
    let physical_id = reply.body.get("id").and_then(Value::as_str).map(str::to_owned);
    let broken = reply.body.get("status").and_then(Value::as_str) == Some("ERROR");
    let seen = matches!(verb, Verb::Observe | Verb::Adopt).then(|| {
        Box::new(Observation {
            health: if broken { Health::Broken } else { Health::Healthy },
            properties: reply.body.get("properties").cloned(),
            ..Observation::healthy(inputs.now)
        })
    });
    let next = if broken && verb == Verb::Create {
        Next::Failed(Failure::new(FailureKind::Broken, "ResourceInError", "went to status ERROR"))
    } else {
        Next::Done(seen)
    };
    Turn { physical_id, ..Turn::next(next) }
}
