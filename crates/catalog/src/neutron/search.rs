//! Names that stand where Neutron wants ids: found in properties, looked up, and put in their place.
//!
//! An id is taken as it is and costs no call. Each name is looked up once a verb.

use super::words::{is_id, quoted};
use model::failure::{Failure, FailureKind};
use model::request::Reply;
use model::value::{Map, Value};
use std::sync::Arc;

/// A place in the properties that holds an id or a name: keys, with `*` for every item of a list.
#[derive(Debug)]
pub(super) struct Place {
    /// The way to it.
    pub(super) path: &'static [&'static str],
    /// The collection that is searched: `networks`.
    pub(super) collection: &'static str,
}

/// A name that is to be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Where.
    pub(super) collection: String,
    /// What.
    pub(super) name: String,
}

impl Wanted {
    /// The question.
    pub(super) fn path(&self) -> String {
        format!("/v2.0/{}?name={}&fields=id", self.collection, quoted(&self.name))
    }

    /// The key under which the answer is kept.
    pub(super) fn key(&self) -> String {
        format!("{}/{}", self.collection, self.name)
    }

    /// The id that an answer tells.
    pub(super) fn answer(&self, reply: &Reply) -> Result<String, Failure> {
        let key = self.collection.rsplit('/').next().unwrap_or_default().replace('-', "_");
        let what =
            key.strip_suffix("ies").map_or_else(|| key.trim_end_matches('s').to_owned(), |stem| format!("{stem}y"));
        let found: Vec<&str> = reply
            .body
            .get(&key)
            .and_then(Value::as_list)
            .unwrap_or_default()
            .iter()
            .filter_map(|object| object.get("id").and_then(Value::as_str))
            .collect();
        match found.as_slice() {
            [id] => Ok((*id).to_owned()),
            [] => {
                let message = format!("Unable to find {what} with name or id '{}'", self.name);
                Err(Failure::new(FailureKind::Invalid, "NotFound", message))
            }
            _ => {
                let name = &self.name;
                let message =
                    format!("Multiple {what} matches found for name '{name}', use an ID to be more specific.");
                Err(Failure::new(FailureKind::Invalid, "NeutronClientNoUniqueMatch", message))
            }
        }
    }
}

/// The first name in the properties that is not an id and was not looked up yet.
pub(super) fn next(places: &[Place], properties: &Value, found: &Map) -> Option<Wanted> {
    places.iter().find_map(|place| {
        let mut first = None;
        visit(properties, place.path, &mut |name| {
            let wanted = Wanted { collection: place.collection.to_owned(), name: name.to_owned() };
            if first.is_none() && !is_id(name) && !name.is_empty() && !found.contains_key(&wanted.key()) {
                first = Some(wanted);
            }
        });
        first
    })
}

fn visit(value: &Value, path: &[&str], see: &mut dyn FnMut(&str)) {
    match path {
        [] => {
            if let Some(text) = value.as_str() {
                see(text);
            }
        }
        ["*", rest @ ..] => value.as_list().unwrap_or_default().iter().for_each(|item| visit(item, rest, see)),
        [key, rest @ ..] => {
            if let Some(inner) = value.get(key) {
                visit(inner, rest, see);
            }
        }
    }
}

/// The properties with ids in the place of names.
pub(super) fn with_ids(places: &[Place], properties: &Value, found: &Map) -> Value {
    places
        .iter()
        .fold(properties.clone(), |properties, place| replace(&properties, place.path, place.collection, found))
}

fn replace(value: &Value, path: &[&str], collection: &str, found: &Map) -> Value {
    match path {
        [] => {
            let id = value.as_str().and_then(|name| found.get(&format!("{collection}/{name}")));
            id.cloned().unwrap_or_else(|| value.clone())
        }
        ["*", rest @ ..] => match value.as_list() {
            Some(items) => Value::list(items.iter().map(|item| replace(item, rest, collection, found))),
            None => value.clone(),
        },
        [key, rest @ ..] => match (value.as_map(), value.get(key)) {
            (Some(map), Some(inner)) => {
                let mut map = map.clone();
                map.insert(*key, replace(inner, rest, collection, found));
                Value::Map(Arc::new(map))
            }
            _ => value.clone(),
        },
    }
}
