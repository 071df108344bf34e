//! The objects: by collection and id, in the order in which they were made.

use crate::answer::Answer;
use crate::{Answered, security};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The project that every call is of.
pub(crate) const PROJECT: &str = "5f0c3a1e5b1d4d0f9c7e2a4b6d8f0a1c";

/// An object's entries.
pub(crate) type Object = Map<String, Json>;

/// Everything that there is.
pub(crate) struct State {
    collections: BTreeMap<String, Vec<Object>>,
    /// The most objects of a collection.
    pub(crate) quotas: BTreeMap<String, usize>,
    seed: u128,
    count: u128,
}

/// The key of one object of a collection.
pub(crate) fn entity(collection: &str) -> Result<&'static str, Answer> {
    Ok(match collection {
        "networks" => "network",
        "subnets" => "subnet",
        "ports" => "port",
        "routers" => "router",
        "security-groups" => "security_group",
        "security-group-rules" => "security_group_rule",
        "floatingips" => "floatingip",
        _ => return Err(Answer::error(404, "HTTPNotFound", "The resource could not be found.")),
    })
}

/// Neutron's name of what is missing.
fn not_found(collection: &str, id: &str) -> Answer {
    let (kind, what) = match collection {
        "networks" => ("NetworkNotFound", "Network"),
        "subnets" => ("SubnetNotFound", "Subnet"),
        "ports" => ("PortNotFound", "Port"),
        "routers" => ("RouterNotFound", "Router"),
        "floatingips" => ("FloatingIPNotFound", "Floating IP"),
        "security-groups" => {
            return Answer::error(404, "SecurityGroupNotFound", format!("Security group {id} does not exist"));
        }
        _ => {
            return Answer::error(404, "SecurityGroupRuleNotFound", format!("Security group rule {id} does not exist"));
        }
    };
    Answer::error(404, kind, format!("{what} {id} could not be found."))
}

impl State {
    pub(crate) fn new(seed: u64) -> Self {
        let mut state =
            Self { collections: BTreeMap::new(), quotas: BTreeMap::new(), seed: u128::from(seed), count: 0 };
        security::default(&mut state);
        crate::network::outer(&mut state);
        state
    }

    /// A fresh id.
    pub(crate) fn id(&mut self) -> String {
        self.count += 1;
        let mixed = (self.seed << 64 | self.count).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        uuid::Builder::from_random_bytes(mixed.to_be_bytes()).into_uuid().to_string()
    }

    pub(crate) fn all(&self, collection: &str) -> impl Iterator<Item = &Object> {
        self.collections.get(collection).into_iter().flatten()
    }

    pub(crate) fn find(&self, collection: &str, id: &str) -> Option<&Object> {
        self.all(collection).find(|object| text(object, "id") == id)
    }

    pub(crate) fn get(&self, collection: &str, id: &str) -> Result<&Object, Answer> {
        self.find(collection, id).ok_or_else(|| not_found(collection, id))
    }

    /// Adds an object: what is given over the defaults, with an id, a project and a description.
    pub(crate) fn add(&mut self, collection: &str, defaults: Json, given: &Object) -> Object {
        let mut object = defaults.as_object().cloned().unwrap_or_default();
        for (key, value) in given {
            object.insert(key.clone(), value.clone());
        }
        object.insert("id".into(), json!(self.id()));
        for key in ["tenant_id", "project_id"] {
            object.entry(key).or_insert_with(|| json!(PROJECT));
        }
        object.entry("description").or_insert_with(|| json!(""));
        object.entry("tags").or_insert_with(|| json!([]));
        self.collections.entry(collection.to_owned()).or_default().push(object.clone());
        object
    }

    pub(crate) fn put(&mut self, collection: &str, id: &str, given: &Object) {
        let objects = self.collections.get_mut(collection).into_iter().flatten();
        for object in objects.filter(|object| text(object, "id") == id) {
            for (key, value) in given {
                object.insert(key.clone(), value.clone());
            }
        }
    }

    pub(crate) fn remove(&mut self, collection: &str, id: &str) {
        if let Some(objects) = self.collections.get_mut(collection) {
            objects.retain(|object| text(object, "id") != id);
        }
    }

    pub(crate) fn within_quota(&self, collection: &str, more: usize) -> Result<(), Answer> {
        let most = self.quotas.get(collection).copied().unwrap_or(usize::MAX);
        if self.all(collection).count() + more <= most {
            return Ok(());
        }
        let what = collection.trim_end_matches('s').replace('-', "_");
        Err(Answer::error(409, "OverQuota", format!("Quota exceeded for resources: ['{what}'].")))
    }

    pub(crate) fn show(&self, collection: &str, id: &str) -> Answered {
        let entity = entity(collection)?;
        let object = self.told(collection, self.get(collection, id)?);
        Ok(Answer::ok(json!({ entity: object })))
    }

    /// Every object that has what the query says.
    pub(crate) fn list(&self, collection: &str, query: &str) -> Answered {
        entity(collection)?;
        let filters: Vec<(String, String)> = query
            .split('&')
            .filter_map(|part| part.split_once('='))
            .filter(|(key, _)| *key != "fields")
            .map(|(key, value)| (key.to_owned(), unquoted(value)))
            .collect();
        let fits = |object: &&Object| filters.iter().all(|(key, value)| has(object, key, value));
        let found: Vec<Object> =
            self.all(collection).filter(fits).map(|object| self.told(collection, object)).collect();
        Ok(Answer::ok(json!({ collection.replace('-', "_"): found })))
    }

    /// An object as it is told: with what follows from others.
    fn told(&self, collection: &str, object: &Object) -> Object {
        let mut object = object.clone();
        let id = text(&object, "id").to_owned();
        match collection {
            "networks" => {
                let subnets = self.all("subnets").filter(|subnet| text(subnet, "network_id") == id);
                let ids: Vec<Json> = subnets.map(|subnet| json!(text(subnet, "id"))).collect();
                object.insert("subnets".into(), Json::Array(ids));
            }
            "security-groups" => {
                let rules = self.all("security-group-rules").filter(|rule| text(rule, "security_group_id") == id);
                let rules: Vec<Json> = rules.cloned().map(Json::Object).collect();
                object.insert("security_group_rules".into(), Json::Array(rules));
            }
            _ => {}
        }
        object
    }

    pub(crate) fn tag(&mut self, collection: &str, id: &str, body: &Json) -> Answered {
        self.get(collection, id)?;
        let tags = body.get("tags").cloned().unwrap_or_else(|| json!([]));
        let mut given = Object::new();
        given.insert("tags".into(), tags.clone());
        self.put(collection, id, &given);
        Ok(Answer::ok(json!({ "tags": tags })))
    }
}

/// An entry that is a text; empty without one.
pub(crate) fn text<'a>(object: &'a Object, key: &str) -> &'a str {
    object.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// An entry that is a list.
pub(crate) fn list<'a>(object: &'a Object, key: &str) -> &'a [Json] {
    object.get(key).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn has(object: &Object, key: &str, value: &str) -> bool {
    if key == "fixed_ips" {
        let (key, wanted) = value.split_once('=').unwrap_or(("ip_address", value));
        return list(object, "fixed_ips").iter().any(|ip| ip.get(key).and_then(Json::as_str) == Some(wanted));
    }
    match object.get(key) {
        Some(Json::String(text)) => text == value,
        Some(Json::Bool(truth)) => truth.to_string().eq_ignore_ascii_case(value),
        Some(Json::Number(number)) => number.to_string() == value,
        Some(Json::Array(items)) => items.iter().any(|item| item.as_str() == Some(value)),
        Some(Json::Null | Json::Object(_)) | None => false,
    }
}

fn unquoted(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                let code = std::str::from_utf8(&digits).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
                bytes.push(code.unwrap_or(b'%'));
                rest = after;
            }
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
