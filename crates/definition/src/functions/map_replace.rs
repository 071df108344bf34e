//! `map_replace`: a mapping with keys and values replaced.

use crate::evaluate::{Site, items, tainted, unknown_of};
use model::Diagnostic;
use model::value::{Key, Map, Value};
use std::sync::Arc;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, args: &Expr) -> Result<Value, Diagnostic> {
    let args = site.eval.value(args)?;
    if let Some(unknown) = unknown_of([&args]) {
        return Ok(unknown);
    }
    let name = site.name();
    let example = format!(
        "\"{name}\" : [ {{ \"key1\": \"val1\" }}, {{\"keys\": {{\"key1\": \"key2\"}}, \"values\": {{\"val1\": \"val2\"}}}}]"
    );
    let wrong = |class: &str| site.fault(class, format!("Incorrect arguments to \"{name}\" should be: {example}"));
    if let Value::Map(_) = args.reveal() {
        // Python pops the key 0 of a mapping.
        return Err(site.fault("KeyError", "0"));
    }
    let parts = items(&args).ok_or_else(|| wrong("TypeError"))?;
    let map = |value: Option<&Value>| match value.map(Value::reveal) {
        Some(Value::Null) => Ok(Arc::<Map>::default()),
        Some(Value::Map(map)) => Ok(Arc::clone(map)),
        Some(_) => {
            let rule = format!("Incorrect arguments: to \"{name}\", arguments must be a list of maps.");
            Err(site.fault("TypeError", format!("{rule} Example:  {example}")))
        }
        None => Err(wrong("TypeError")),
    };
    let given = map(parts.first())?;
    let replacements = map(parts.get(1))?;
    if parts.len() > 2 {
        return Err(wrong("TypeError"));
    }
    if replacements.keys().any(|key| !(key.is_text() && ["keys", "values"].contains(&key.as_str()))) {
        return Err(wrong("ValueError"));
    }
    let keys = map(Some(replacements.get("keys").unwrap_or(&Value::Null)))?;
    let values = map(Some(replacements.get("values").unwrap_or(&Value::Null)))?;
    let mut replaced = Map::new();
    for (key, value) in given.iter() {
        let key = new_key(site, key, &keys, &given, &replaced)?;
        let value = super::key_of(value).and_then(|key| values.at(&key)).unwrap_or(value);
        replaced.insert(key, value.clone());
    }
    let replaced = Value::Map(Arc::new(replaced));
    let whole = [&args].into_iter().chain(&parts).any(|part| matches!(part, Value::Secret(_)));
    // A key that a secret stands for tells it; values tell only themselves.
    let told = keys.values().any(Value::has_secret);
    Ok(if whole || told { tainted(replaced, [&args]) } else { replaced })
}

fn new_key(site: &Site<'_>, key: &Key, keys: &Map, given: &Map, made: &Map) -> Result<Key, Diagnostic> {
    let Some(new) = keys.at(key).filter(|new| !new.is_null()) else {
        return Ok(key.clone());
    };
    let Some(name) = super::key_of(new) else {
        return Err(site.fault("TypeError", format!("unhashable type: '{}'", new.python_type())));
    };
    let clash = |with: &str| {
        let message = format!("key replacement {} collides with a key in the {with} map", new.masked().python_str());
        Err(site.fault("ValueError", message))
    };
    if given.at(&name).is_some() && name != *key {
        return clash("input");
    }
    if made.at(&name).is_some() {
        return clash("output");
    }
    Ok(name)
}
