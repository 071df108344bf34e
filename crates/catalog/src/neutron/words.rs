//! Small things about properties and bodies: support statuses that several types share, names that may be ids, and bodies made of
//! properties.

use model::value::{Key, Map, Value};
use resource::{Fault, ResourceType, Support, SupportStatus};
use std::sync::Arc;

/// The status of a property that another one replaced: hidden, after it was deprecated.
pub(super) const fn replaced(message: Option<&'static str>, deprecated: &'static Support) -> Support {
    Support { status: SupportStatus::Hidden, version: Some("5.0.0"), message, previous: Some(deprecated) }
}

/// Deprecated since 2014.2.
pub(super) static DEPRECATED_2014_2: Support =
    Support { status: SupportStatus::Deprecated, version: Some("2014.2"), message: None, previous: None };

/// Whether a text has the form of Neutron's ids.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        })
}

/// A text for a query.
pub(super) fn quoted(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            shown.push(char::from(byte));
        } else {
            shown.push_str(&format!("%{byte:02X}"));
        }
    }
    shown
}

/// The entries of a mapping; none for what is not one.
pub(super) fn entries(value: &Value) -> Map {
    value.as_map().cloned().unwrap_or_default()
}

/// A mapping without the entries that are null.
pub(super) fn without_nulls(value: &Value) -> Value {
    let entries =
        entries(value).iter().filter(|(_, value)| !value.is_null()).map(|(k, v)| (k.clone(), v.clone())).collect();
    Value::Map(Arc::new(entries))
}

/// Gives an entry another name.
pub(super) fn rename(body: &mut Map, from: &str, to: &str) {
    if let Some(value) = body.remove(from) {
        body.insert(to, value);
    }
}

/// The items of a list, each without its nulls and with one entry renamed.
pub(super) fn addresses(list: &Value) -> Value {
    let item = |item: &Value| {
        let mut item = entries(&without_nulls(item));
        rename(&mut item, "subnet", "subnet_id");
        Value::Map(Arc::new(item))
    };
    Value::list(list.as_list().unwrap_or_default().iter().map(item))
}

/// A property that is known and not null.
pub(super) fn given<'a>(properties: &'a Value, name: &str) -> Option<&'a Value> {
    properties.get(name).filter(|value| !value.is_null())
}

/// A text that is known.
pub(super) fn text<'a>(properties: &'a Value, name: &str) -> Option<&'a str> {
    given(properties, name).and_then(Value::as_str)
}

/// Heat's sentence about properties that exclude each other.
pub(super) fn conflict(names: &[&str]) -> Fault {
    Fault::new(format!("Cannot define the following properties at the same time: {}.", names.join(", ")))
}

/// Heat's sentence about properties of which one is needed.
pub(super) fn one_of(names: &[&str]) -> Fault {
    Fault::new(format!("At least one of the following properties must be specified: {}.", names.join(", ")))
}

/// A property whose calls are not made yet.
pub(super) fn not_served(name: &str) -> Fault {
    Fault { path: vec![name.to_owned()], message: format!("Property {name} is not served by Carnot yet") }
}

/// Heat's check of `value_specs`: what has a property of its own is not said there.
pub(super) fn specs(kind: &ResourceType, properties: &Value) -> Result<(), Fault> {
    let specs = given(properties, "value_specs").and_then(Value::as_map);
    let banned = |key: &str| matches!(key, "shared" | "tenant_id") || kind.properties.iter().any(|p| p.name == key);
    let found: Vec<&str> =
        specs.iter().flat_map(|specs| specs.keys()).map(Key::as_str).filter(|key| banned(key)).collect();
    if found.is_empty() { Ok(()) } else { Err(Fault::new(format!("{} not allowed in value_specs", found.join(", ")))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_names_are_told_apart() {
        assert!(is_id("0b4ba8b9-3d60-4d3a-9f1a-3a1b6c1d2e3f"));
        assert!(!is_id("public") && !is_id("0b4ba8b93d604d3a9f1a3a1b6c1d2e3f") && !is_id(""));
        assert_eq!(quoted("a b/ü&c"), "a%20b%2F%C3%BC%26c");
    }
}
