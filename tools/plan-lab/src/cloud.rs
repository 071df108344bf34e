//! A cloud of a hundred lines: objects with properties, exclusive claims, references that forbid deletes, and faults on request.

use invariants::CloudObject;
use model::failure::{Failure, FailureKind};
use model::incarnation::Claim;
use model::request::{Reply, Request};
use model::value::{Key, Map, Value};
use model::{IncarnationId, ResourcePath};
use std::collections::{BTreeMap, BTreeSet};

/// What goes wrong with the next call about a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is refused, without effect.
    Refused,
    /// It has its effect, and the answer is lost.
    LostReply,
    /// Half of it has its effect, then it fails.
    Half,
    /// The object ends wrecked.
    Broken,
}

/// An object.
#[derive(Clone, Debug)]
struct Object {
    marker: Option<IncarnationId>,
    properties: Map,
    claims: Vec<Claim>,
    broken: bool,
}

/// All objects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cloud {
    objects: BTreeMap<String, Object>,
    made: u32,
    /// Calls that changed something, in order.
    pub(crate) writes: Vec<String>,
    faults: BTreeMap<ResourcePath, Fault>,
    protected: BTreeSet<ResourcePath>,
    /// How many objects of a collection there may be.
    quota: BTreeMap<String, usize>,
}

impl Cloud {
    /// Lets the next call about a slot go wrong.
    pub(crate) fn fail(&mut self, path: ResourcePath, fault: Fault) {
        self.faults.insert(path, fault);
    }

    /// Lets every delete of a slot's objects be refused, or not any more.
    pub(crate) fn protect(&mut self, path: ResourcePath, protect: bool) {
        if protect {
            self.protected.insert(path)
        } else {
            self.protected.remove(&path)
        };
    }

    /// Lets a collection have so many objects at most.
    pub(crate) fn limit(&mut self, kind: &str, most: usize) {
        self.quota.insert(kind.to_owned(), most);
    }

    /// Removes an object behind Carnot's back.
    pub(crate) fn lose(&mut self, id: &str) {
        self.objects.remove(id);
    }

    /// Wrecks an object.
    pub(crate) fn wreck(&mut self, id: &str) {
        if let Some(object) = self.objects.get_mut(id) {
            object.broken = true;
        }
    }

    /// Changes a property behind Carnot's back.
    pub(crate) fn edit(&mut self, id: &str, name: &str, value: Value) {
        if let Some(object) = self.objects.get_mut(id) {
            object.properties.insert(name, value);
        }
    }

    /// How an object is: whether it exists, is wrecked, and its properties.
    pub(crate) fn look(&self, id: &str) -> Option<(bool, Value)> {
        let object = self.objects.get(id)?;
        Some((object.broken, Value::Map(std::sync::Arc::new(object.properties.clone()))))
    }

    /// What exists, for the invariants.
    pub(crate) fn objects(&self) -> Vec<CloudObject> {
        let each = |(id, object): (&String, &Object)| CloudObject { physical_id: id.clone(), marker: object.marker };
        self.objects.iter().map(each).collect()
    }

    /// Answers a call about a slot.
    pub(crate) fn call(&mut self, path: &ResourcePath, request: &Request, claims: &[Claim]) -> Result<Reply, Failure> {
        let fault = self.faults.remove(path);
        let (kind, id) = split(&request.path);
        match (request.method.as_str(), fault) {
            ("GET", _) => self.get(kind, id, request),
            (_, Some(Fault::Refused)) => Err(failure(FailureKind::Invalid, "BadRequest", "refused by the cloud")),
            ("POST", fault) => self.post(kind, request, claims, fault),
            ("PUT", fault) => self.put(id, request, claims, fault),
            (_, fault) => self.delete(path, id, fault),
        }
    }

    fn get(&self, kind: &str, id: &str, request: &Request) -> Result<Reply, Failure> {
        let marker = request.body.get("marker").and_then(Value::as_str);
        let by_marker = |object: &Object| object.marker.map(|m| m.to_string()).as_deref() == marker;
        let found = self.objects.iter().find(|(name, object)| {
            *name == id || (id.is_empty() && name.starts_with(kind) && marker.is_some() && by_marker(object))
        });
        match found {
            Some((id, object)) => {
                let health = if object.broken { "ERROR" } else { "ACTIVE" };
                Ok(reply([("id", Value::str(id.as_str())), ("status", Value::str(health))], &object.properties))
            }
            None => Err(failure(FailureKind::Gone, "NotFound", "there is no such object")),
        }
    }

    fn post(
        &mut self,
        kind: &str,
        request: &Request,
        claims: &[Claim],
        fault: Option<Fault>,
    ) -> Result<Reply, Failure> {
        self.free(claims, "")?;
        let count = self.objects.keys().filter(|id| id.rsplit_once('-').is_some_and(|(of, _)| of == kind)).count();
        if self.quota.get(kind).is_some_and(|most| count >= *most) {
            return Err(failure(FailureKind::Quota, "OverLimit", &format!("there may be {count} of {kind}")));
        }
        self.made += 1;
        let id = format!("{kind}-{}", self.made);
        let marker = request.body.get("marker").and_then(Value::as_str).and_then(|m| m.parse().ok());
        let properties = request.body.get("properties").and_then(Value::as_map).cloned().unwrap_or_default();
        let broken = fault == Some(Fault::Broken);
        let object = Object { marker, properties, claims: claims.to_vec(), broken };
        self.objects.insert(id.clone(), object);
        self.writes.push(format!("POST {id}"));
        match fault {
            Some(Fault::LostReply | Fault::Half) => Err(failure(FailureKind::InDoubt, "Timeout", "no answer")),
            Some(Fault::Refused | Fault::Broken) | None => {
                let health = if broken { "ERROR" } else { "ACTIVE" };
                Ok(reply([("id", Value::str(id)), ("status", Value::str(health))], &Map::new()))
            }
        }
    }

    fn put(&mut self, id: &str, request: &Request, claims: &[Claim], fault: Option<Fault>) -> Result<Reply, Failure> {
        self.free(claims, id)?;
        let object = self.objects.get_mut(id).ok_or_else(|| failure(FailureKind::Gone, "NotFound", "it is gone"))?;
        let wanted = request.body.get("properties").and_then(Value::as_map).cloned().unwrap_or_default();
        let gone = object.properties.keys().filter(|key| wanted.at(key).is_none()).cloned().collect::<Vec<_>>();
        let nulls = gone.into_iter().map(|key| (key, Value::Null));
        let given = wanted.iter().map(|(key, value)| (key.clone(), value.clone()));
        let differs = |(key, value): &(Key, Value)| !object.properties.at(key).is_some_and(|old| old.same(value));
        let changed: Vec<_> = given.chain(nulls).filter(differs).collect();
        let done = if fault == Some(Fault::Half) { changed.len().div_ceil(2) } else { changed.len() };
        for (key, value) in changed.into_iter().take(done) {
            object.properties.insert(key, value);
        }
        object.claims = claims.to_vec();
        self.writes.push(format!("PUT {id}"));
        match fault {
            Some(Fault::Half) => Err(failure(FailureKind::Invalid, "InternalError", "the second call failed")),
            Some(Fault::LostReply) => Err(failure(FailureKind::InDoubt, "Timeout", "no answer")),
            Some(Fault::Refused | Fault::Broken) | None => Ok(reply([], &Map::new())),
        }
    }

    fn delete(&mut self, path: &ResourcePath, id: &str, fault: Option<Fault>) -> Result<Reply, Failure> {
        if !self.objects.contains_key(id) {
            return Err(failure(FailureKind::Gone, "NotFound", "there is no such object"));
        }
        let user = self.objects.iter().find(|(name, object)| *name != id && mentions(&object.properties, id));
        let user =
            user.map(|(name, _)| name.clone()).or(self.protected.contains(path).then(|| "a foreign port".into()));
        if let Some(user) = user {
            let kind = FailureKind::InUse { by: Some(user.clone()) };
            return Err(failure(kind, "Conflict", &format!("{id} is in use by {user}")));
        }
        self.objects.remove(id);
        self.writes.push(format!("DELETE {id}"));
        if fault.is_some() {
            Err(failure(FailureKind::InDoubt, "Timeout", "no answer"))
        } else {
            Ok(reply([], &Map::new()))
        }
    }

    /// Whether nobody else holds any of the claims.
    fn free(&self, claims: &[Claim], own: &str) -> Result<(), Failure> {
        for claim in claims {
            let held = |object: &Object| object.claims.iter().any(|c| c.kind == claim.kind && c.key == claim.key);
            if let Some((holder, _)) = self.objects.iter().find(|(id, object)| *id != own && held(object)) {
                let name = format!("{}({})", claim.kind, claim.key);
                let kind = FailureKind::Duplicate { claim: Some(name.clone()) };
                return Err(failure(kind, "Conflict", &format!("{name} is held by {holder}")));
            }
        }
        Ok(())
    }
}

fn split(path: &str) -> (&str, &str) {
    path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""))
}

fn mentions(properties: &Map, id: &str) -> bool {
    properties.values().any(|value| value.as_str() == Some(id))
}

fn reply<const N: usize>(entries: [(&str, Value); N], properties: &Map) -> Reply {
    let mut body: Map = entries.into_iter().map(|(key, value)| (model::Key::from(key), value)).collect();
    body.insert("properties", Value::Map(std::sync::Arc::new(properties.clone())));
    Reply { status: 200, body: Value::Map(std::sync::Arc::new(body)) }
}

fn failure(kind: FailureKind, class: &str, message: &str) -> Failure {
    Failure::new(kind, class, message)
}
