//! Wire forms of what the service answers with, links included. Secrets are masked already.

pub(crate) mod event;
pub(crate) mod history;
pub(crate) mod resource;
pub(crate) mod stack;

use model::Value;
use serde_json::{Map, Value as Json};

/// A mapping as JSON; anything else as an empty object.
fn object(value: &Value) -> Map<String, Json> {
    match value.to_json() {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}
