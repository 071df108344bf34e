//! Forms of a [`Value`] in JSON: the persisted one, which loses nothing, and the wire one, which clients see.
//!
//! Persisted: JSON as it is, except one-key objects whose key starts with `$`: `{"$unknown": …}`, `{"$secret": …}`, `{"$int": "…"}`
//! (beyond 64 bits), `{"$float": "nan"}` and `{"$map": [[key type, key, value], …]}` for mappings that would be mistaken for one
//! of these or that have keys other than text. A store seals what stands under `$secret`.

use super::{Key, Map, Unknown, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// The key under which the persisted form keeps a secret.
pub const SECRET: &str = "$secret";

impl Value {
    /// The persisted form.
    pub fn to_persisted(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(truth) => Json::Bool(*truth),
            Self::Int(number) => Json::from(*number),
            Self::Big(number) => json!({ "$int": number.to_string() }),
            Self::Float(number) => serde_json::Number::from_f64(*number)
                .map_or_else(|| json!({ "$float": number.to_string().to_lowercase() }), Json::Number),
            Self::Str(text) => Json::String(text.to_string()),
            Self::List(items) => Json::Array(items.iter().map(Value::to_persisted).collect()),
            Self::Map(map) => map_to_persisted(map),
            Self::Unknown(unknown) => json!({ "$unknown": unknown.awaits }),
            Self::Secret(inner) => json!({ SECRET: inner.to_persisted() }),
        }
    }

    /// Reads the persisted form. The error says what is malformed.
    pub fn from_persisted(json: Json) -> Result<Self, String> {
        Ok(match json {
            Json::Object(object) if object.len() == 1 && object.keys().all(|key| key.starts_with('$')) => {
                match object.into_iter().next() {
                    Some((key, inner)) => marked(&key, inner)?,
                    None => Self::Map(Arc::default()),
                }
            }
            Json::Object(object) => {
                let entries: Result<Map, String> =
                    object.into_iter().map(|(k, v)| Ok((Key::from(k), Self::from_persisted(v)?))).collect();
                Self::Map(Arc::new(entries?))
            }
            Json::Array(items) => {
                Self::List(Arc::new(items.into_iter().map(Self::from_persisted).collect::<Result<_, _>>()?))
            }
            scalar => Self::from_json(scalar),
        })
    }

    /// A value from plain JSON, as a client sends it: `$` keys mean nothing.
    pub fn from_json(json: Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(truth) => Self::Bool(truth),
            Json::Number(number) => number.as_i64().map_or_else(
                || match number.as_u64() {
                    Some(wide) => Self::big(wide.into()),
                    None => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
                },
                Self::Int,
            ),
            Json::String(text) => Self::str(text),
            Json::Array(items) => Self::list(items.into_iter().map(Self::from_json)),
            Json::Object(object) => Self::map(object.into_iter().map(|(k, v)| (k, Self::from_json(v)))),
        }
    }

    /// Plain JSON for a client that may see secrets; what is not known is `null`, as in Heat's answers.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Secret(inner) => inner.to_json(),
            Self::Unknown(_) => Json::Null,
            Self::List(items) => Json::Array(items.iter().map(Value::to_json).collect()),
            Self::Map(map) => Json::Object(map.iter().map(|(k, v)| (k.as_str().to_owned(), v.to_json())).collect()),
            Self::Big(number) => number.to_string().parse().map_or(Json::Null, Json::Number),
            Self::Float(number) => serde_json::Number::from_f64(*number).map_or(Json::Null, Json::Number),
            other => other.to_persisted(),
        }
    }

    /// Plain JSON with secrets as `******`.
    pub fn to_masked_json(&self) -> Json {
        self.masked().to_json()
    }
}

fn map_to_persisted(map: &Map) -> Json {
    let ambiguous = map.len() == 1 && map.keys().all(|key| key.as_str().starts_with('$'));
    if ambiguous || map.keys().any(|key| !key.is_text()) {
        let entries: Vec<Json> = map
            .iter()
            .map(|(key, value)| match key {
                Key::Str(text) => json!(["str", text, value.to_persisted()]),
                Key::Other(kind, text) => json!([kind, text, value.to_persisted()]),
            })
            .collect();
        return json!({ "$map": entries });
    }
    Json::Object(map.iter().map(|(k, v)| (k.as_str().to_owned(), v.to_persisted())).collect())
}

fn marked(mark: &str, inner: Json) -> Result<Value, String> {
    let text = |json: Json| json.as_str().map(str::to_owned).ok_or_else(|| format!("{mark} wants a text"));
    Ok(match mark {
        SECRET => Value::from_persisted(inner)?.into_secret(),
        "$unknown" => {
            Value::Unknown(Arc::new(Unknown { awaits: serde_json::from_value(inner).map_err(|e| e.to_string())? }))
        }
        "$int" => Value::big(text(inner)?.parse().map_err(|e| format!("$int: {e}"))?),
        "$float" => Value::Float(text(inner)?.parse().map_err(|e| format!("$float: {e}"))?),
        "$map" => {
            let entries: Vec<(String, String, Json)> = serde_json::from_value(inner).map_err(|e| e.to_string())?;
            let map: Result<Map, String> = entries
                .into_iter()
                .map(|(kind, key, value)| Ok((key_of(&kind, key)?, Value::from_persisted(value)?)))
                .collect();
            Value::Map(Arc::new(map?))
        }
        other => return Err(format!("unknown mark {other}")),
    })
}

fn key_of(kind: &str, text: String) -> Result<Key, String> {
    Ok(match kind {
        "str" => Key::from(text),
        "int" => Key::Other("int", text.into()),
        "bool" => Key::Other("bool", text.into()),
        "float" => Key::Other("float", text.into()),
        "NoneType" => Key::Other("NoneType", text.into()),
        other => return Err(format!("unknown key type {other}")),
    })
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_persisted().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_persisted(Json::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        map_to_persisted(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Map {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Map(map) => Ok(Arc::unwrap_or_clone(map)),
            other => Err(de::Error::custom(format!("a mapping is wanted, not {}", other.python_type()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_persisted_form_loses_nothing() {
        let odd = Value::map([
            (
                Key::from("a"),
                Value::list([Value::Null, Value::Int(-1), Value::Float(1.0), Value::Float(f64::INFINITY)]),
            ),
            (Key::from("b"), Value::map([("$secret", Value::str("not one"))])),
            (Key::from("c"), Value::str("hush").into_secret()),
            (Key::from("d"), Value::unknown("group/0".into(), "value")),
            (Key::from("e"), Value::big("123456789012345678901234567890".parse().unwrap())),
            (Key::from("f"), Value::map([(Key::Other("int", "1".into()), Value::Bool(true))])),
        ]);
        let text = serde_json::to_string(&odd).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), odd, "{text}");
        assert_eq!(odd.to_masked_json()["c"], "******");
    }

    #[test]
    fn malformed_marks_are_refused() {
        for text in [r#"{"$float": 1}"#, r#"{"$what": 1}"#, r#"{"$map": [["x", "y", 1]]}"#] {
            assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
        }
    }
}
