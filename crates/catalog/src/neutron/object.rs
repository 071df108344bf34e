//! The life of a Neutron object: names become ids, one call makes it, what cannot be said in that call follows, and it is waited for.
//!
//! **The mark.** A create carries a description that no other object has, made of the record's id. When the answer to a create is lost, the
//! object is looked for by it before another one is made; a description of the user's own takes its place once the id is recorded.
//! Not here: which properties a type has and what its body looks like (the types' own files).

use super::search::{self, Place};
use super::words::{entries, given, quoted, text};
use crate::differ;
use model::failure::{Failure, FailureKind};
use model::incarnation::{Health, Incarnation};
use model::observation::Observation;
use model::request::{Reply, Request};
use model::value::{Map, Value};
use resource::{Answer, Inputs, Next, Turn, Verb};
use serde_json::{Value as Json, json};
use std::sync::Arc;
use std::time::Duration;

/// How long between two looks at an object that is not ready.
const POLL: Duration = Duration::from_secs(1);
/// How long a lost create is given to have its effect before it is looked for, each time.
const PATIENCE: [u64; 2] = [2, 8];

/// What differs from type to type.
#[derive(Debug)]
pub(super) struct Object {
    /// The key of one object in bodies: `network`.
    pub(super) entity: &'static str,
    /// The collection in paths: `networks`.
    pub(super) collection: &'static str,
    /// Properties that may hold names where ids are wanted.
    pub(super) places: &'static [Place],
    /// Properties to a body; `None` for a create's, else what the object has now.
    pub(super) body: fn(Map, Option<&Incarnation>) -> Map,
    /// What follows the call that makes or changes it.
    pub(super) after: &'static [After],
    /// Whether it has a name.
    pub(super) named: bool,
    /// The properties that the cloud tells under the same name and in the same form.
    pub(super) mirrored: &'static [&'static str],
    /// What stands for a property that is not said any more, as JSON text.
    pub(super) unset: &'static [(&'static str, &'static str)],
    /// The properties that cannot be unset.
    pub(super) kept: &'static [&'static str],
    /// The entries of the object that are ids of others.
    pub(super) refers: &'static [&'static str],
}

/// What follows the call that makes or changes an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// The user's description takes the mark's place.
    Description,
    /// The tags are set.
    Tags,
    /// The rules of a security group are made what they are to be.
    Rules,
    /// It is waited for until it is built.
    Built,
}

/// Where a verb stands; persisted as the stage.
struct Stage {
    at: String,
    found: Map,
    doubt: u64,
    step: u64,
}

impl Stage {
    fn new(at: &str) -> Self {
        Self { at: at.to_owned(), found: Map::new(), doubt: 0, step: 0 }
    }

    fn read(json: &Json) -> Self {
        let number = |key: &str| json.get(key).and_then(Json::as_u64).unwrap_or_default();
        let at = json.get("at").and_then(Json::as_str).unwrap_or_default().to_owned();
        let found = json.get("found").cloned().map(Value::from_json).unwrap_or_default();
        Self { at, found: entries(&found), doubt: number("doubt"), step: number("step") }
    }

    fn json(&self) -> Json {
        let found = Value::Map(Arc::new(self.found.clone())).to_json();
        json!({"at": self.at, "found": found, "doubt": self.doubt, "step": self.step})
    }

    fn at(mut self, at: &str) -> Self {
        at.clone_into(&mut self.at);
        self
    }

    fn call(self, at: &str, method: &str, path: String, body: Value) -> Turn {
        let request = call(method, path, body, method != "POST");
        Turn::next(Next::Call { request: Box::new(request), stage: self.at(at).json() })
    }

    fn wait(self, at: &str, after: Duration) -> Turn {
        Turn::next(Next::Wait { after, stage: self.at(at).json() })
    }
}

/// A call to Neutron.
pub(super) fn call(method: &str, path: String, body: Value, idempotent: bool) -> Request {
    Request { service: "network".to_owned(), method: method.to_owned(), path, body, idempotent, microversion: None }
}

/// A failure as a turn.
pub(super) fn failed(failure: Failure) -> Turn {
    Turn::next(Next::Failed(failure))
}

/// A verb that this kind of object does not have.
pub(super) fn unsupported(inputs: &Inputs<'_>) -> Turn {
    let message = format!("Resource {} can't be signaled", inputs.record.path.name());
    failed(Failure::new(FailureKind::Invalid, "ResourceActionNotSupported", message))
}

/// The description that a create carries.
fn mark(record: &Incarnation) -> String {
    format!("carnot:{}", record.id)
}

/// The name that the object is to have.
fn name(inputs: &Inputs<'_>) -> String {
    text(inputs.properties, "name").unwrap_or(&inputs.record.physical_name).to_owned()
}

/// A value of an object as the cloud told it last.
pub(super) fn attribute(record: &Incarnation, name: &str) -> Option<Value> {
    record.data.get("object").and_then(|object| object.get(name)).cloned()
}

/// The first turn of a verb.
pub(super) fn start(object: &Object, verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Create | Verb::Update => go(object, verb, Stage::new("find"), inputs),
        Verb::Delete => Stage::new("delete").call("deleted", "DELETE", own(object, inputs.record), Value::Null),
        Verb::Observe => Stage::new("see").call("seen", "GET", own(object, inputs.record), Value::Null),
        Verb::Adopt => look(object, Stage::new("look"), inputs),
        Verb::Suspend | Verb::Resume | Verb::Snapshot => Turn::next(Next::Done(None)),
        Verb::Signal => unsupported(inputs),
    }
}

/// A later turn.
pub(super) fn resume(object: &Object, verb: Verb, stage: &Json, answer: Answer, inputs: &Inputs<'_>) -> Turn {
    let stage = Stage::read(stage);
    let reply = match answer {
        Answer::Elapsed if stage.at == "lost" => return look(object, stage, inputs),
        Answer::Elapsed => {
            let path = own(object, inputs.record);
            return stage.call("built", "GET", path, Value::Null);
        }
        Answer::Replied(reply) => reply,
    };
    match reply {
        Ok(reply) => answered(object, verb, stage, &reply, inputs),
        Err(failure) => refused(object, verb, stage, failure, inputs),
    }
}

fn own(object: &Object, record: &Incarnation) -> String {
    format!("/v2.0/{}/{}", object.collection, record.physical_id.as_deref().unwrap_or("none"))
}

/// Looks up the next name, or makes the call when all are known.
fn go(object: &Object, verb: Verb, stage: Stage, inputs: &Inputs<'_>) -> Turn {
    let said = said(object, verb, inputs);
    if let Some(wanted) = search::next(object.places, &said, &stage.found) {
        return stage.call("find", "GET", wanted.path(), Value::Null);
    }
    let properties = search::with_ids(object.places, &said, &stage.found);
    if verb == Verb::Create {
        let mut body = (object.body)(created(object, &properties, inputs), None);
        body.insert("description", Value::str(mark(inputs.record)));
        let path = format!("/v2.0/{}", object.collection);
        return stage.call("made", "POST", path, Value::map([(object.entity, Value::Map(Arc::new(body)))]));
    }
    let body = (object.body)(changed(object, &properties, inputs), Some(inputs.record));
    if body.is_empty() {
        return follow(object, verb, stage, inputs);
    }
    let path = own(object, inputs.record);
    stage.call("put", "PUT", path, Value::map([(object.entity, Value::Map(Arc::new(body)))]))
}

/// The wanted properties, with what stands for those that are not said any more.
fn said(object: &Object, verb: Verb, inputs: &Inputs<'_>) -> Value {
    let mut said = entries(inputs.properties);
    for (name, stands) in object.unset.iter().filter(|_| verb == Verb::Update) {
        if given(inputs.properties, name).is_none() && given(&inputs.record.applied, name).is_some() {
            said.insert(*name, serde_json::from_str(stands).map(Value::from_json).unwrap_or_default());
        }
    }
    Value::Map(Arc::new(said))
}

/// What the steps after the call say is not said in it.
fn said_after(object: &Object, property: &str) -> bool {
    object.after.iter().any(|after| match after {
        After::Tags => property == "tags",
        After::Rules => property == "rules",
        After::Description | After::Built => false,
    })
}

/// What a create says: every property that is given, with `value_specs` among them.
fn created(object: &Object, properties: &Value, inputs: &Inputs<'_>) -> Map {
    let mut body: Map = entries(properties)
        .iter()
        .filter(|(key, value)| !value.is_null() && key.as_str() != "value_specs" && !said_after(object, key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    if object.named {
        body.insert("name", Value::str(name(inputs)));
    }
    for (key, value) in entries(properties.get("value_specs").unwrap_or(&Value::Null)).iter() {
        body.insert(key.clone(), value.clone());
    }
    body
}

/// What an update says: the properties that differ from what the object has.
fn changed(object: &Object, properties: &Value, inputs: &Inputs<'_>) -> Map {
    let mut body = Map::new();
    for change in differ::changes(inputs.record, inputs.properties) {
        let Some(key) = change.path.first().filter(|key| !said_after(object, key)) else { continue };
        if key == "value_specs" {
            let before = entries(change.before.as_ref().unwrap_or(&Value::Null));
            for (key, value) in entries(change.after.as_ref().unwrap_or(&Value::Null)).iter() {
                if before.at(key).is_none_or(|before| !before.same(value)) {
                    body.insert(key.clone(), value.clone());
                }
            }
        } else {
            let wanted = properties.get(key).cloned().unwrap_or_default();
            // Neutron takes no null for these: what is not said any more stays as it is.
            if !(wanted.is_null() && object.kept.contains(&key.as_str())) {
                body.insert(key.as_str(), wanted);
            }
        }
    }
    if body.get("name").is_some_and(Value::is_null) {
        body.insert("name", Value::str(&*inputs.record.physical_name));
    }
    body
}

/// Looks for the object of a create whose answer was lost.
fn look(object: &Object, stage: Stage, inputs: &Inputs<'_>) -> Turn {
    let filter = if object.named { format!("?name={}", quoted(&name(inputs))) } else { String::new() };
    stage.call("looked", "GET", format!("/v2.0/{}{filter}", object.collection), Value::Null)
}

fn answered(object: &Object, verb: Verb, mut stage: Stage, reply: &Reply, inputs: &Inputs<'_>) -> Turn {
    match stage.at.as_str() {
        "find" => {
            let Some(wanted) = search::next(object.places, &said(object, verb, inputs), &stage.found) else {
                return go(object, verb, stage, inputs);
            };
            match wanted.answer(reply) {
                Ok(id) => {
                    stage.found.insert(wanted.key(), Value::str(id));
                    go(object, verb, stage, inputs)
                }
                Err(failure) => failed(failure),
            }
        }
        "made" => known(object, verb, stage, reply.body.get(object.entity), inputs),
        "looked" => {
            let mark = mark(inputs.record);
            let mut all = reply
                .body
                .get(&object.collection.replace('-', "_"))
                .and_then(Value::as_list)
                .unwrap_or_default()
                .iter();
            let ours = all.find(|other| other.get("description").and_then(Value::as_str) == Some(&mark));
            match (ours, verb) {
                (Some(ours), _) => known(object, verb, stage, Some(ours), inputs),
                (None, Verb::Create) => lost(object, stage, inputs),
                (None, _) => failed(Failure::new(FailureKind::Gone, "NotFound", "it was never made")),
            }
        }
        "put" => with_object(object, reply, follow(object, verb, stage, inputs)),
        "after" => {
            stage.step += 1;
            follow(object, verb, stage, inputs)
        }
        "rules" | "unruled" | "ruled" => rules(object, verb, stage, reply, inputs),
        "built" => built(object, verb, stage, reply, inputs),
        "seen" => {
            Turn { data: data(object, reply), ..Turn::next(Next::Done(Some(Box::new(seen(object, reply, inputs))))) }
        }
        _ => Turn::next(Next::Done(None)),
    }
}

/// The object's id is known: it is recorded at once, and what follows begins.
fn known(object: &Object, verb: Verb, stage: Stage, body: Option<&Value>, inputs: &Inputs<'_>) -> Turn {
    let Some(id) = body.and_then(|body| body.get("id")).and_then(Value::as_str) else {
        let message = format!("the answer tells of no {}", object.entity);
        return failed(Failure::new(FailureKind::InDoubt, "InvalidResponse", message));
    };
    let mut record = inputs.record.clone();
    record.physical_id = Some(id.to_owned());
    let reply = Reply { status: 200, body: Value::map([(object.entity, body.cloned().unwrap_or_default())]) };
    let turn = follow(object, verb, stage, &Inputs { record: &record, ..*inputs });
    let turn = match turn.next {
        // The answer tells already what would be asked.
        Next::Call { stage, .. } if Stage::read(&stage).at == "built" => {
            built(object, verb, Stage::read(&stage), &reply, &Inputs { record: &record, ..*inputs })
        }
        next => Turn { next, ..turn },
    };
    Turn { physical_id: Some(id.to_owned()), data: turn.data.clone().or_else(|| data(object, &reply)), ..turn }
}

/// What is kept of an answer that tells of the object.
fn data(object: &Object, reply: &Reply) -> Option<Map> {
    let told = reply.body.get(object.entity)?;
    Some([("object".into(), told.clone())].into_iter().collect())
}

fn with_object(object: &Object, reply: &Reply, turn: Turn) -> Turn {
    Turn { data: turn.data.clone().or_else(|| data(object, reply)), ..turn }
}

/// The next thing that follows the call, from `stage.step` on.
fn follow(object: &Object, verb: Verb, mut stage: Stage, inputs: &Inputs<'_>) -> Turn {
    let properties = inputs.properties;
    let is_new = verb != Verb::Update;
    let changes = if is_new { Vec::new() } else { differ::changes(inputs.record, properties) };
    let changes = |property: &str| changes.iter().any(|c| c.path.first().is_some_and(|key| key == property));
    let path = own(object, inputs.record);
    loop {
        let at = usize::try_from(stage.step).unwrap_or(usize::MAX);
        let Some(after) = object.after.get(at) else {
            let seen = (verb == Verb::Adopt).then(|| Box::new(Observation::healthy(inputs.now)));
            return Turn::next(Next::Done(seen));
        };
        match after {
            After::Description => {
                let specs = given(properties, "value_specs").and_then(|specs| specs.get("description"));
                if let Some(description) = given(properties, "description").or(specs).filter(|_| is_new) {
                    let body = Value::map([("description", description.clone())]);
                    return stage.call("after", "PUT", path, Value::map([(object.entity, body)]));
                }
            }
            After::Tags => {
                let tags = given(properties, "tags").cloned();
                let some = tags.as_ref().and_then(Value::as_list).is_some_and(|tags| !tags.is_empty());
                if is_new && some || changes("tags") {
                    let body = Value::map([("tags", tags.unwrap_or_else(|| Value::list([])))]);
                    return stage.call("after", "PUT", format!("{path}/tags"), body);
                }
            }
            After::Rules => {
                let some = given(properties, "rules").and_then(Value::as_list).is_some_and(|rules| !rules.is_empty());
                if is_new && some || changes("rules") {
                    return stage.call("rules", "GET", path, Value::Null);
                }
            }
            After::Built => return stage.call("built", "GET", path, Value::Null),
        }
        stage.step += 1;
    }
}

fn built(object: &Object, verb: Verb, mut stage: Stage, reply: &Reply, inputs: &Inputs<'_>) -> Turn {
    let status = reply.body.get(object.entity).and_then(|told| told.get("status")).and_then(Value::as_str);
    match status.unwrap_or("ACTIVE") {
        "ACTIVE" | "DOWN" => {
            stage.step += 1;
            with_object(object, reply, follow(object, verb, stage, inputs))
        }
        "BUILD" => with_object(object, reply, stage.wait("built", POLL)),
        status @ ("ERROR" | "DEGRADED") => {
            let message = format!("Went to status {status} due to \"Unknown\"");
            with_object(object, reply, failed(Failure::new(FailureKind::Broken, "ResourceInError", message)))
        }
        status => {
            let message = format!("Resource is not built - Unknown status {status} due to \"Unknown\"");
            with_object(object, reply, failed(Failure::new(FailureKind::Broken, "ResourceUnknownStatus", message)))
        }
    }
}

/// The rules of a group: those that are there too much go one by one, those that are missing come in one call.
fn rules(object: &Object, verb: Verb, mut stage: Stage, reply: &Reply, inputs: &Inputs<'_>) -> Turn {
    if stage.at == "ruled" {
        stage.step += 1;
        return follow(object, verb, stage, inputs);
    }
    let path = own(object, inputs.record);
    if stage.at == "unruled" {
        return stage.call("rules", "GET", path, Value::Null);
    }
    let group = inputs.record.physical_id.as_deref().unwrap_or_default();
    let difference = super::security_group::difference(group, inputs.properties, verb, reply);
    if let Some(surplus) = difference.surplus.first() {
        return stage.call("unruled", "DELETE", format!("/v2.0/security-group-rules/{surplus}"), Value::Null);
    }
    if difference.missing.is_empty() {
        stage.step += 1;
        return with_object(object, reply, follow(object, verb, stage, inputs));
    }
    let body = Value::map([("security_group_rules", Value::list(difference.missing))]);
    with_object(object, reply, stage.call("ruled", "POST", "/v2.0/security-group-rules".to_owned(), body))
}

/// A create whose answer was lost is given time, looked for again, and only then made again.
fn lost(object: &Object, mut stage: Stage, inputs: &Inputs<'_>) -> Turn {
    let at = usize::try_from(stage.doubt).unwrap_or(usize::MAX);
    match PATIENCE.get(at) {
        Some(secs) => {
            stage.doubt += 1;
            stage.wait("lost", Duration::from_secs(*secs))
        }
        None => go(object, Verb::Create, Stage { doubt: 0, ..stage }, inputs),
    }
}

fn refused(object: &Object, verb: Verb, stage: Stage, failure: Failure, inputs: &Inputs<'_>) -> Turn {
    let in_doubt = failure.kind == FailureKind::InDoubt;
    match stage.at.as_str() {
        "made" if in_doubt => lost(object, Stage { doubt: 0, ..stage }, inputs),
        // Reading, and what may be said twice.
        "find" if in_doubt => go(object, verb, stage, inputs),
        "put" if in_doubt => go(object, verb, stage, inputs),
        "looked" if in_doubt => look(object, stage, inputs),
        "after" | "built" if in_doubt => follow(object, verb, stage, inputs),
        "deleted" | "seen" if in_doubt => start(object, verb, inputs),
        // A rule that is gone already, or there already, is as it is to be.
        "unruled" | "ruled" if in_doubt || is_settled(&failure) => {
            let path = own(object, inputs.record);
            stage.call("rules", "GET", path, Value::Null)
        }
        "rules" if in_doubt => follow(object, verb, stage, inputs),
        "deleted" if failure.kind == FailureKind::Gone => Turn::next(Next::Done(None)),
        "seen" if failure.kind == FailureKind::Gone => {
            Turn::next(Next::Done(Some(Box::new(Observation::gone(inputs.now)))))
        }
        _ => failed(failure),
    }
}

fn is_settled(failure: &Failure) -> bool {
    match failure.kind {
        FailureKind::Gone | FailureKind::Duplicate { .. } => true,
        FailureKind::InUse { .. }
        | FailureKind::Busy
        | FailureKind::Quota
        | FailureKind::Auth
        | FailureKind::Invalid
        | FailureKind::InDoubt
        | FailureKind::Broken
        | FailureKind::ExceedsPlan
        | FailureKind::Timeout
        | FailureKind::Cancelled => false,
    }
}

/// What an answer tells of the object. Only what the record has a value of is told: all else is the cloud's own choice.
fn seen(object: &Object, reply: &Reply, inputs: &Inputs<'_>) -> Observation {
    let Some(told) = reply.body.get(object.entity) else {
        return Observation::unknown(inputs.now, "the answer tells of no object");
    };
    let applied = &inputs.record.applied;
    let mirrored = object.mirrored.iter().filter(|name| given(applied, name).is_some());
    let properties: Map =
        mirrored.filter_map(|name| told.get(name).map(|value| ((*name).into(), value.clone()))).collect();
    let ids = |name: &&str| match told.get(name) {
        Some(value) => value.as_str().map_or_else(
            || value.as_list().unwrap_or_default().iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect(),
            |id| vec![id.to_owned()],
        ),
        None => Vec::new(),
    };
    let references = object.refers.iter().flat_map(ids).filter(|id| !id.is_empty()).collect();
    let status = told.get("status").and_then(Value::as_str).unwrap_or("ACTIVE");
    let broken = matches!(status, "ERROR" | "DEGRADED");
    Observation {
        health: if broken { Health::Broken } else { Health::Healthy },
        reason: broken.then(|| format!("Went to status {status}")),
        properties: Some(Value::Map(Arc::new(properties))),
        references,
        ..Observation::healthy(inputs.now)
    }
}
