//! Two resource types of the simulated cloud, written as any type is: a box that is made by one call, and one that takes its time.

use model::failure::{Failure, FailureKind};
use model::incarnation::Incarnation;
use model::observation::Observation;
use model::request::{Reply, Request};
use model::value::{Map, Value};
use resource::{
    Answer, Attribute, Flow, Inputs, Next, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support,
    Turn, Verb, physical_id_or_name,
};
use serde_json::{Value as Json, json};
use std::time::Duration;

/// The types of the simulated cloud.
pub static TYPES: &[&ResourceType] = &[&BOX, &SLOW];

static FLOW: Flow = Flow {
    start,
    resume,
    attribute,
    reference: physical_id_or_name,
    identity: |_| Value::Null,
    judge: None,
    validate: None,
};

static PROPERTIES: &[Property] = &[
    Property::new("label", PropertyKind::String),
    Property::new("size", PropertyKind::Integer).on_change(OnChange::Update).default("1"),
    Property::new("uses", PropertyKind::String).on_change(OnChange::Update),
    Property::new("fail", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
];

static ATTRIBUTES: &[Attribute] = &[Attribute::new("token", None), Attribute::new("size", None)];

static BOX: ResourceType = ResourceType {
    name: "Sim::Box",
    support: Support::ALWAYS,
    properties: PROPERTIES,
    attributes: ATTRIBUTES,
    shape: Shape::Flow(&FLOW),
    rollback: Rollback::PLAIN,
};

static SLOW: ResourceType = ResourceType {
    name: "Sim::Slow",
    support: Support::ALWAYS,
    properties: PROPERTIES,
    attributes: ATTRIBUTES,
    shape: Shape::Flow(&FLOW),
    rollback: Rollback::PLAIN,
};

const POLL: Duration = Duration::from_secs(5);

fn call(method: &str, path: String, body: Value, stage: &str) -> Turn {
    let idempotent = method != "POST";
    let request =
        Request { service: "sim".to_owned(), method: method.to_owned(), path, body, idempotent, microversion: None };
    Turn::next(Next::Call { request: Box::new(request), stage: json!(stage) })
}

fn body(inputs: &Inputs<'_>) -> Value {
    let mut body = inputs.properties.as_map().cloned().unwrap_or_default();
    body.insert("marker", Value::str(inputs.record.id.to_string()));
    body.insert("slow", Value::Bool(inputs.record.concrete_type == "Sim::Slow"));
    Value::Map(std::sync::Arc::new(body))
}

fn own_path(record: &Incarnation) -> String {
    format!("/boxes/{}", record.physical_id.as_deref().unwrap_or("none"))
}

fn search(inputs: &Inputs<'_>, stage: &str) -> Turn {
    call("GET", format!("/boxes?marker={}", inputs.record.id), Value::Null, stage)
}

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Create => call("POST", "/boxes".to_owned(), body(inputs), "made"),
        Verb::Update => call("PUT", own_path(inputs.record), body(inputs), "put"),
        Verb::Delete => call("DELETE", own_path(inputs.record), Value::Null, "deleted"),
        Verb::Adopt => search(inputs, "found"),
        Verb::Observe => call("GET", own_path(inputs.record), Value::Null, "seen"),
        Verb::Suspend | Verb::Resume | Verb::Snapshot | Verb::Signal => Turn::next(Next::Done(None)),
    }
}

fn resume(verb: Verb, stage: &Json, answer: Answer, inputs: &Inputs<'_>) -> Turn {
    let reply = match answer {
        Answer::Elapsed => return call("GET", own_path(inputs.record), Value::Null, "polled"),
        Answer::Replied(reply) => reply,
    };
    match (stage.as_str().unwrap_or_default(), reply) {
        ("made", Ok(reply)) => made(&reply),
        // Perhaps it was made: it is looked for by its marker before it is made again.
        ("made", Err(failure)) if matches!(failure.kind, FailureKind::InDoubt | FailureKind::Duplicate { .. }) => {
            search(inputs, "again")
        }
        ("again" | "found", Err(failure)) if failure.kind == FailureKind::InDoubt => {
            search(inputs, stage.as_str().unwrap_or_default())
        }
        ("again", Ok(reply)) => match first(&reply) {
            Some(object) => made(&Reply { status: 200, body: object }),
            None => start(Verb::Create, inputs),
        },
        ("found", Ok(reply)) => match first(&reply) {
            Some(object) => made(&Reply { status: 200, body: object }),
            None => failed(Failure::new(FailureKind::Gone, "NotFound", "it was never made")),
        },
        ("put", Ok(_)) => Turn::next(Next::Done(None)),
        ("put", Err(failure)) if failure.kind == FailureKind::InDoubt => start(Verb::Update, inputs),
        ("deleted", Ok(_)) => Turn::next(Next::Done(None)),
        ("deleted", Err(failure)) if failure.kind == FailureKind::InDoubt => start(Verb::Delete, inputs),
        ("polled", Ok(reply)) => made(&reply),
        ("polled", Err(failure)) if failure.kind == FailureKind::InDoubt => {
            call("GET", own_path(inputs.record), Value::Null, "polled")
        }
        ("seen", Ok(reply)) => Turn::next(Next::Done(Some(Box::new(seen(&reply, inputs))))),
        ("seen", Err(failure)) if failure.kind == FailureKind::Gone => {
            Turn::next(Next::Done(Some(Box::new(Observation::gone(inputs.now)))))
        }
        ("seen", Err(failure)) if failure.kind == FailureKind::InDoubt => start(verb, inputs),
        (_, Err(failure)) => failed(failure),
        (other, Ok(_)) => failed(Failure::new(FailureKind::Invalid, "Error", format!("no stage {other}"))),
    }
}

fn failed(failure: Failure) -> Turn {
    Turn::next(Next::Failed(failure))
}

fn first(reply: &Reply) -> Option<Value> {
    reply.body.as_list().and_then(<[Value]>::first).cloned()
}

/// The object as a reply tells it: its id is kept at once, whatever its state.
fn made(reply: &Reply) -> Turn {
    let text = |key: &str| reply.body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let next = match text("state").as_str() {
        "ACTIVE" => Next::Done(None),
        "BUILD" => Next::Wait { after: POLL, stage: json!("wait") },
        _ => Next::Failed(Failure::new(FailureKind::Broken, "ResourceInError", "it went to ERROR")),
    };
    let mut data = Map::new();
    data.insert("token", Value::str(text("token")));
    Turn { physical_id: Some(text("id")), data: Some(data), ..Turn::next(next) }
}

/// What a look at an object tells: all that it has.
fn seen(reply: &Reply, inputs: &Inputs<'_>) -> Observation {
    let mut has = Map::new();
    for name in ["label", "size", "uses", "fail"] {
        if let Some(value) = reply.body.get(name) {
            has.insert(name, value.clone());
        }
    }
    Observation { properties: Some(Value::Map(std::sync::Arc::new(has))), ..Observation::healthy(inputs.now) }
}

fn attribute(record: &Incarnation, name: &str) -> Option<Value> {
    match name {
        "token" => record.data.get("token").cloned(),
        "size" => record.applied.get("size").cloned(),
        _ => None,
    }
}
