//! A cloud of things that somebody else can change or delete, and their type.

use async_trait::async_trait;
use engine::Cloud;
use model::failure::{Failure, FailureKind};
use model::incarnation::Health;
use model::observation::Observation;
use model::request::{Reply, Request};
use model::stack::Stack;
use model::value::Value;
use resource::{
    Answer, Flow, Inputs, Next, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, Turn, Verb,
    physical_id_or_name,
};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio::sync::Notify;

/// The types of this cloud.
pub(crate) static TYPES: &[&ResourceType] = &[&THING];

static THING: ResourceType = ResourceType {
    name: "Test::Thing",
    support: Support::ALWAYS,
    properties: &[
        Property::new("size", PropertyKind::Integer).on_change(OnChange::Update).default("1"),
        Property::new("kind", PropertyKind::String),
        Property::new("fail", PropertyKind::Boolean).on_change(OnChange::Update).default("false"),
    ],
    attributes: &[],
    shape: Shape::Flow(&Flow {
        start,
        resume,
        attribute: |_, _| None,
        reference: physical_id_or_name,
        identity: |_| Value::Null,
        judge: None,
        validate: None,
    }),
    rollback: Rollback::PLAIN,
};

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    let own = || format!("/things/{}", inputs.record.physical_id.as_deref().unwrap_or("none"));
    let (method, path) = match verb {
        Verb::Create => ("POST", "/things".to_owned()),
        Verb::Update => ("PUT", own()),
        Verb::Delete => ("DELETE", own()),
        Verb::Observe | Verb::Adopt => ("GET", own()),
        Verb::Suspend | Verb::Resume | Verb::Snapshot | Verb::Signal => {
            return Turn::next(Next::Done(None));
        }
    };
    let body = inputs.properties.clone();
    let (service, method) = ("test".to_owned(), method.to_owned());
    let request = Request { service, method, path, body, idempotent: true, microversion: None };
    Turn::next(Next::Call { request: Box::new(request), stage: json!(null) })
}

fn resume(verb: Verb, _stage: &Json, answer: Answer, inputs: &Inputs<'_>) -> Turn {
    let Answer::Replied(reply) = answer else { return start(verb, inputs) };
    match (verb, reply) {
        (Verb::Observe, Ok(reply)) => {
            let broken = reply.body.get("broken").is_some();
            let health = if broken { Health::Broken } else { Health::Healthy };
            let properties = Some(reply.body);
            let seen = Observation { health, properties, ..Observation::healthy(inputs.now) };
            Turn::next(Next::Done(Some(Box::new(seen))))
        }
        (Verb::Create, Ok(reply)) => {
            let physical_id = reply.body.as_str().map(str::to_owned);
            Turn { physical_id, ..Turn::next(Next::Done(None)) }
        }
        (_, Ok(_)) => Turn::next(Next::Done(None)),
        (_, Err(failure)) => Turn::next(Next::Failed(failure)),
    }
}

/// The cloud.
#[derive(Default)]
pub(crate) struct Things {
    things: Mutex<BTreeMap<String, serde_json::Map<String, Json>>>,
    calls: Mutex<Vec<String>>,
    made: AtomicUsize,
    /// Whether whoever asks how a thing is waits.
    pub(crate) slow: AtomicBool,
    pub(crate) go_on: Notify,
}

impl Things {
    /// Somebody else changes a thing.
    pub(crate) fn change(&self, id: &str, key: &str, value: Json) {
        let mut things = self.things.lock().unwrap();
        things.get_mut(id).unwrap().insert(key.to_owned(), value);
    }

    /// Somebody else deletes a thing.
    pub(crate) fn lose(&self, id: &str) {
        self.things.lock().unwrap().remove(id).unwrap();
    }

    /// What a thing is like.
    pub(crate) fn get(&self, id: &str, key: &str) -> Json {
        self.things.lock().unwrap()[id].get(key).cloned().unwrap_or_default()
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.things.lock().unwrap().len()
    }

    /// The calls since this was asked last.
    pub(crate) fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }

    fn answer(&self, request: &Request) -> Result<Value, Failure> {
        let mut things = self.things.lock().unwrap();
        let id = request.path.trim_start_matches("/things").trim_start_matches('/').to_owned();
        let body = || request.body.to_json().as_object().cloned().unwrap_or_default();
        let gone = || Failure::new(FailureKind::Gone, "NotFound", "there is no such thing");
        let refused = || Failure::new(FailureKind::Invalid, "BadRequest", "told to fail");
        if request.method == "POST" && body()["fail"] == true {
            return Err(refused());
        }
        match request.method.as_str() {
            "POST" => {
                let id = format!("thing-{}", self.made.fetch_add(1, Ordering::Relaxed) + 1);
                things.insert(id.clone(), body());
                Ok(Value::str(id))
            }
            "PUT" => {
                let thing = things.get_mut(&id).ok_or_else(gone)?;
                let mut body = body();
                let fails = body.remove("fail") == Some(json!(true));
                thing.extend(body);
                if fails { Err(refused()) } else { Ok(Value::Null) }
            }
            "DELETE" => things.remove(&id).map(|_| Value::Null).ok_or_else(gone),
            _ => things.get(&id).map(|thing| Value::from_json(Json::Object(thing.clone()))).ok_or_else(gone),
        }
    }
}

/// A cloud that several hands hold.
pub(crate) struct Port(pub(crate) std::sync::Arc<Things>);

#[async_trait]
impl Cloud for Port {
    async fn call(&self, _stack: &Stack, request: &Request) -> Result<Reply, Failure> {
        if request.method == "GET" && self.0.slow.load(Ordering::Relaxed) {
            self.0.go_on.notified().await;
        }
        self.0.calls.lock().unwrap().push(request.summary());
        self.0.answer(request).map(|body| Reply { status: 200, body })
    }
}
