//! Documents as text: JSON in which every secret is sealed.
//!
//! What stands under a lone `$secret` key becomes `{"$sealed": "v1:…"}`. A lone `$sealed` key that was there already (a file of
//! that name, say) is sealed as well, so that opening gives back exactly what was written.

use crate::key::{KeyError, KeyRing};
use model::value::codec::SECRET;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use std::fmt::Display;
use store::{Error, Result};

/// The key under which sealed text stands.
pub(crate) const SEALED: &str = "$sealed";

/// Where a document is kept; a sealed text opens nowhere else.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'static str,
    pub(crate) row: &'a dyn Display,
    pub(crate) column: &'static str,
}

impl<'a> Place<'a> {
    /// The document column of a row.
    pub(crate) fn doc(table: &'static str, row: &'a dyn Display) -> Self {
        Self { table, row, column: "doc" }
    }

    fn text(self) -> String {
        format!("{}|{}|{}", self.table, self.row, self.column)
    }

    fn damaged(self, error: impl Display) -> Error {
        Error::Corrupt { what: self.table, detail: format!("{} of {}: {error}", self.column, self.row) }
    }
}

/// The text of a document.
pub(crate) fn encode(keys: &KeyRing, place: Place<'_>, document: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(document).map_err(|error| place.damaged(error))?;
    if !text.contains("\"$secret\"") && !text.contains("\"$sealed\"") {
        return Ok(text);
    }
    let mut json = serde_json::from_str(&text).map_err(|error| place.damaged(error))?;
    seal(keys, &place.text(), &mut json).map_err(|error| Error::Database(Box::new(error)))?;
    Ok(json.to_string())
}

/// The document of a text.
pub(crate) fn decode<T: DeserializeOwned>(keys: &KeyRing, place: Place<'_>, text: &str) -> Result<T> {
    if !text.contains("\"$sealed\"") {
        return serde_json::from_str(text).map_err(|error| place.damaged(error));
    }
    let mut json = serde_json::from_str(text).map_err(|error| place.damaged(error))?;
    unseal(keys, &place.text(), &mut json).map_err(|error| place.damaged(error))?;
    serde_json::from_value(json).map_err(|error| place.damaged(error))
}

/// The same text with everything sealed by the newest key; `None` if it is already.
pub(crate) fn reseal(keys: &KeyRing, place: Place<'_>, text: &str) -> Result<Option<String>> {
    let newest = keys.ids().next().unwrap_or_default();
    let stale = text.split("{\"$sealed\":\"v1:").skip(1).any(|sealed| !sealed.starts_with(newest));
    if !stale {
        return Ok(None);
    }
    let json: Json = serde_json::from_str(text).map_err(|error| place.damaged(error))?;
    let mut plain = json;
    unseal(keys, &place.text(), &mut plain).map_err(|error| place.damaged(error))?;
    seal(keys, &place.text(), &mut plain).map_err(|error| Error::Database(Box::new(error)))?;
    Ok(Some(plain.to_string()))
}

fn seal(keys: &KeyRing, place: &str, json: &mut Json) -> std::result::Result<(), KeyError> {
    match json {
        Json::Object(object) if object.len() == 1 && (object.contains_key(SECRET) || object.contains_key(SEALED)) => {
            let sealed = keys.seal(&json.to_string(), place)?;
            *json = serde_json::json!({ SEALED: sealed });
            Ok(())
        }
        Json::Object(object) => object.values_mut().try_for_each(|inner| seal(keys, place, inner)),
        Json::Array(items) => items.iter_mut().try_for_each(|inner| seal(keys, place, inner)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Ok(()),
    }
}

fn unseal(keys: &KeyRing, place: &str, json: &mut Json) -> std::result::Result<(), KeyError> {
    match json {
        Json::Object(object) if object.len() == 1 && object.contains_key(SEALED) => {
            let sealed = object.get(SEALED).and_then(Json::as_str).ok_or(KeyError::Sealed)?;
            let plain = keys.open(sealed, place)?;
            *json = serde_json::from_str(&plain).map_err(|_| KeyError::Sealed)?;
            Ok(())
        }
        Json::Object(object) => object.values_mut().try_for_each(|inner| unseal(keys, place, inner)),
        Json::Array(items) => items.iter_mut().try_for_each(|inner| unseal(keys, place, inner)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PLACE: Place<'static> = Place { table: "submission", row: &"abc", column: "doc" };

    #[test]
    fn secrets_are_not_in_the_text_and_come_back() {
        let keys = KeyRing::ephemeral().unwrap();
        let document = json!({"a": [{"$secret": {"deep": "hush"}}, 1], "files": {"$sealed": "a file of that name"}});
        let text = encode(&keys, PLACE, &document).unwrap();
        assert!(!text.contains("hush") && !text.contains("deep"), "{text}");
        assert_eq!(decode::<Json>(&keys, PLACE, &text).unwrap(), document);
    }

    #[test]
    fn a_sealed_text_opens_only_where_it_belongs_and_only_unchanged() {
        let keys = KeyRing::ephemeral().unwrap();
        let text = encode(&keys, PLACE, &json!({"$secret": "hush"})).unwrap();
        let elsewhere = Place { row: &"abd", ..PLACE };
        assert!(matches!(decode::<Json>(&keys, elsewhere, &text), Err(Error::Corrupt { .. })));
        let others = KeyRing::ephemeral().unwrap();
        assert!(matches!(decode::<Json>(&others, PLACE, &text), Err(Error::Corrupt { .. })));
        let bent = text.replacen("v1:", "v1:x", 1);
        assert!(matches!(decode::<Json>(&keys, PLACE, &bent), Err(Error::Corrupt { .. })));
    }
}
