//! Values in the form in which the suites write them. Whole numbers that the JSON of this program cannot hold stand as `__whole__`.

use model::value::{Key, Value};
use model::{Diagnostic, Diagnostics};
use serde_json::{Value as Json, json};

/// A whole number beyond 64 bits.
const WHOLE: &str = "__whole__";

/// A value: other numbers than JSON has as `__float__`, other keys than texts as `__key__TYPE:TEXT`.
pub(crate) fn value(value: &Value) -> Json {
    match value.reveal() {
        Value::Float(number) if !number.is_finite() => json!({"__float__": model::value::text::python_float(*number)}),
        Value::Big(number) if number.bits() > 64 => json!({ WHOLE: number.to_string() }),
        Value::List(items) => items.iter().map(self::value).collect(),
        Value::Map(map) => map.iter().map(|(name, inner)| (key(name), self::value(inner))).collect(),
        Value::Unknown(_) => json!({"__unknown__": true}),
        other => other.to_json(),
    }
}

fn key(key: &Key) -> String {
    match key {
        Key::Str(text) => text.to_string(),
        Key::Other(kind, text) => format!("__key__{kind}:{text}"),
    }
}

/// What a suite wrote, as a value of ours.
pub(crate) fn taken(json: &Json) -> Value {
    match json {
        Json::Array(items) => Value::list(items.iter().map(taken)),
        Json::Object(object) => match object.get(WHOLE).and_then(Json::as_str).map(str::parse) {
            Some(Ok(number)) => Value::big(number),
            Some(Err(_)) | None => Value::map(object.iter().map(|(key, inner)| (key.clone(), taken(inner)))),
        },
        plain => Value::from_json(plain.clone()),
    }
}

/// A finding as the suites write an error.
pub(crate) fn error(finding: &Diagnostic) -> Json {
    json!({"error": {"class": finding.class, "message": finding.message}})
}

/// The first error, which is what a client is told; `ok` without one.
pub(crate) fn first(findings: &Diagnostics) -> Json {
    findings.first_error().map_or_else(|| json!("ok"), error)
}

/// What a suite wrote as it would go over the wire: keys that are no texts as texts.
pub(crate) fn wire(json: &Json) -> Json {
    let plain = |key: &str| {
        let text = key.strip_prefix("__key__").and_then(|rest| rest.split_once(':')).map(|(_, text)| text);
        text.unwrap_or(key).to_owned()
    };
    match json {
        Json::Object(object) => object.iter().map(|(key, inner)| (plain(key), wire(inner))).collect(),
        Json::Array(items) => items.iter().map(wire).collect(),
        other => other.clone(),
    }
}

/// The result of a step that only succeeds or not.
pub(crate) fn outcome<T>(result: &Result<T, Diagnostics>) -> Json {
    match result {
        Ok(_) => json!("ok"),
        Err(findings) => first(findings),
    }
}

/// The same with what is written in several ways made one: sets have no order, and bytes are the text that they mean.
pub(crate) fn comparable(json: &Json) -> Json {
    match json {
        Json::Object(object) if object.get("__py__") == Some(&json!("set")) => {
            let items = object.get("items").and_then(Json::as_array).into_iter().flatten();
            let read = |item: &Json| match item.as_str().map(serde_json::from_str::<Json>) {
                Some(Ok(inner)) => inner,
                _ => item.clone(),
            };
            let mut items: Vec<Json> = items.map(read).collect();
            items.sort_by_key(Json::to_string);
            json!({ "__set__": items })
        }
        Json::Object(object) if object.get("__py__") == Some(&json!("bytes")) => {
            let hex = object.get("repr").and_then(Json::as_str).unwrap_or_default();
            let digits: Vec<u8> =
                hex.chars().filter_map(|c| c.to_digit(16)).filter_map(|d| u8::try_from(d).ok()).collect();
            let bytes: Vec<u8> =
                digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect();
            json!(String::from_utf8_lossy(&bytes))
        }
        Json::Object(object) => object.iter().map(|(key, inner)| (key.clone(), comparable(inner))).collect(),
        Json::Array(items) => items.iter().map(comparable).collect(),
        other => other.clone(),
    }
}

/// Whether two values are the same: maps in any order, whole numbers and others apart, a set like a list of the same items in any order.
pub(crate) fn same(wanted: &Json, got: &Json) -> bool {
    match (wanted, got) {
        (Json::Object(wanted), Json::Array(items)) => {
            let mut items = items.clone();
            items.sort_by_key(Json::to_string);
            wanted.len() == 1 && wanted.get("__set__") == Some(&Json::Array(items))
        }
        (Json::Object(wanted), Json::Object(got)) => {
            wanted.len() == got.len()
                && wanted.iter().all(|(key, value)| got.get(key).is_some_and(|other| same(value, other)))
        }
        (Json::Array(wanted), Json::Array(got)) => {
            wanted.len() == got.len() && wanted.iter().zip(got).all(|(wanted, got)| same(wanted, got))
        }
        (Json::Number(wanted), Json::Number(got)) => wanted == got || wanted.to_string() == got.to_string(),
        (wanted, got) => wanted == got,
    }
}
