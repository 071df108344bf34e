//! An OpenStack in memory: the network service with its constraints, and faults that a seed decides.
//!
//! It answers with the bodies that the real service answers with, and errors pass through the same classification as those of a real cloud.
//! Everything that two clouds may do differently is done here as Neutron does it by default; a behaviour that only this cloud shows is a
//! fault of it (`tests/cloud` asks both the same). Not here: tokens and catalogues, HTTP, agents and what packets do.

mod address;
mod answer;
mod fault;
mod floating;
mod network;
mod port;
mod router;
mod security;
mod state;

pub use fault::Faults;

use answer::Answer;
use cloud::failure::{self, Call, Refusal, Silence};
use model::failure::Failure;
use model::request::{Reply, Request};
use model::value::Value;
use serde_json::{Value as Json, json};
use state::State;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The cloud.
pub struct Fake {
    inside: Mutex<Inside>,
}

struct Inside {
    state: State,
    faults: Faults,
}

impl Fake {
    /// A cloud with an outer network `public`, that never fails.
    pub fn new(seed: u64) -> Self {
        Self::with(seed, Faults::none())
    }

    /// One with faults.
    pub fn with(seed: u64, faults: Faults) -> Self {
        Self { inside: Mutex::new(Inside { state: State::new(seed), faults }) }
    }

    /// Calls go wrong like this from now on.
    pub fn trouble(&self, faults: Faults) {
        self.lock().faults = faults;
    }

    /// Sets a quota: at most so many objects of a collection.
    pub fn limit(&self, collection: &str, most: usize) {
        self.lock().state.quotas.insert(collection.to_owned(), most);
    }

    /// How many objects of a collection there are.
    pub fn count(&self, collection: &str) -> usize {
        self.lock().state.all(collection).count()
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a call.
    pub fn call(&self, request: &Request) -> Result<Reply, Failure> {
        let call = Call {
            service: &request.service,
            method: &request.method,
            path: &request.path,
            idempotent: request.idempotent || request.method == "GET",
        };
        let mut inside = self.lock();
        let fault = inside.faults.next(&request.method);
        if let Some(fault::Fault::Before(answer)) = &fault {
            return told(&call, answer.clone(), &mut inside.state);
        }
        let answer = handle(&mut inside.state, request);
        match fault {
            Some(fault::Fault::After(answer)) => told(&call, answer, &mut inside.state),
            Some(fault::Fault::Lost) => {
                Err(failure::unanswered(&call, &Silence::Lost("the connection was reset".into())))
            }
            Some(fault::Fault::Before(_)) | None => told(&call, answer, &mut inside.state),
        }
    }
}

/// An answer as a client gets it: errors through their text, as from a real cloud.
fn told(call: &Call<'_>, answer: Answer, state: &mut State) -> Result<Reply, Failure> {
    if answer.status < 300 {
        return Ok(Reply { status: answer.status, body: Value::from_json(answer.body) });
    }
    let id = format!("req-{}", state.id());
    let body = answer.body.to_string();
    let refusal = Refusal { status: answer.status, body: &body, request_id: Some(&id), retry_after: false };
    Err(failure::refused(call, &refusal))
}

/// What the service does.
fn handle(state: &mut State, request: &Request) -> Answer {
    if request.service != "network" {
        return Answer::error(404, "NotFound", "this cloud has a network service only");
    }
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let parts: Vec<&str> = path.trim_start_matches("/v2.0/").split('/').collect();
    let body = request.body.reveal_deep().to_json();
    let answered = match (request.method.as_str(), parts.as_slice()) {
        ("GET", [collection]) => state.list(collection, query),
        ("GET", ["qos", "policies"]) => Ok(Answer::ok(json!({"policies": []}))),
        ("GET", [collection, id]) => state.show(collection, id),
        ("POST", [collection]) => create(state, collection, &body),
        ("PUT", ["routers", id, "add_router_interface"]) => router::add(state, id, &body),
        ("PUT", ["routers", id, "remove_router_interface"]) => router::remove(state, id, &body),
        ("PUT", [collection, id, "tags"]) => state.tag(collection, id, &body),
        ("PUT", [collection, id]) => update(state, collection, id, &body),
        ("DELETE", [collection, id]) => delete(state, collection, id),
        _ => Err(Answer::error(404, "HTTPNotFound", "The resource could not be found.")),
    };
    answered.unwrap_or_else(|refused| refused)
}

/// An answer, or a refusal.
type Answered = Result<Answer, Answer>;

fn create(state: &mut State, collection: &str, body: &Json) -> Answered {
    if collection == "security-group-rules" && body.get("security_group_rules").is_some() {
        return security::create_rules(state, body);
    }
    let entity = state::entity(collection)?;
    let given = body.get(entity).and_then(Json::as_object).cloned().unwrap_or_default();
    state.within_quota(collection, 1)?;
    let object = match collection {
        "networks" => network::create(state, &given),
        "subnets" => network::create_subnet(state, &given),
        "ports" => port::create(state, &given),
        "routers" => router::create(state, &given),
        "security-groups" => security::create(state, &given),
        "security-group-rules" => security::create_rule(state, &given),
        "floatingips" => floating::create(state, &given),
        _ => Err(Answer::error(404, "HTTPNotFound", "The resource could not be found.")),
    }?;
    Ok(Answer { status: 201, body: json!({ entity: object }) })
}

fn update(state: &mut State, collection: &str, id: &str, body: &Json) -> Answered {
    let entity = state::entity(collection)?;
    state.get(collection, id)?;
    let given = body.get(entity).and_then(Json::as_object).cloned().unwrap_or_default();
    let truths = ["admin_state_up", "shared", "port_security_enabled", "enable_dhcp", "stateful"];
    if truths.iter().any(|key| given.get(*key).is_some_and(Json::is_null)) {
        let why = "Invalid input for operation: 'None' cannot be converted to boolean.";
        return Err(Answer::error(400, "HTTPBadRequest", why));
    }
    match collection {
        "subnets" => network::update_subnet(state, id, &given),
        "ports" => port::update(state, id, &given),
        "routers" => router::update(state, id, &given),
        "floatingips" => floating::update(state, id, &given),
        "security-group-rules" => Err(Answer::error(404, "HTTPNotFound", "The resource could not be found.")),
        _ => {
            state.put(collection, id, &given);
            Ok(())
        }
    }?;
    state.show(collection, id)
}

fn delete(state: &mut State, collection: &str, id: &str) -> Answered {
    state.get(collection, id)?;
    match collection {
        "networks" => network::delete(state, id),
        "subnets" => network::delete_subnet(state, id),
        "ports" => port::delete(state, id),
        "routers" => router::delete(state, id),
        "security-groups" => security::delete(state, id),
        "floatingips" => {
            floating::delete(state, id);
            Ok(())
        }
        _ => Ok(()),
    }?;
    state.remove(collection, id);
    Ok(Answer { status: 204, body: Json::Null })
}
