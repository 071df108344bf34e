//! `map_merge`: mappings merged, later ones winning.

use super::clipped;
use crate::evaluate::{Site, items, unknown_of};
use model::Diagnostic;
use model::value::{Map, Value};
use std::sync::Arc;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, maps: &Expr) -> Result<Value, Diagnostic> {
    let maps = site.eval.value(maps)?;
    if matches!(maps.reveal(), Value::Unknown(_)) {
        return Ok(maps);
    }
    let parts = match (items(&maps), maps.reveal()) {
        (Some(parts), _) => parts,
        // Python takes a text for a list of its characters.
        (None, Value::Str(text)) => text.chars().map(|c| Value::str(c.to_string())).collect(),
        (None, _) => {
            let example = format!("\"{}\" : [ {{ \"key1\": \"val1\" }}, {{ \"key2\": \"val2\" }} ]", site.name());
            let message = format!("Incorrect arguments to \"{}\" should be: {example}", site.name());
            return Err(site.fault("TypeError", message));
        }
    };
    let unknown = parts.iter().filter(|part| matches!(part.reveal(), Value::Unknown(_)));
    if let Some(unknown) = unknown_of(unknown) {
        return Ok(unknown);
    }
    let mut merged = Map::new();
    for part in &parts {
        let secret = matches!(part, Value::Secret(_));
        match part.reveal() {
            Value::Null => {}
            Value::Map(map) => {
                for (key, value) in map.iter() {
                    let value = value.clone();
                    merged.insert(key.clone(), if secret { value.into_secret() } else { value });
                }
            }
            other => {
                let message = format!(
                    "Incorrect arguments: Items to merge must be maps. {} is type <class '{}'> instead of a dict",
                    clipped(part),
                    other.python_type()
                );
                return Err(site.fault("TypeError", message));
            }
        }
    }
    Ok(Value::Map(Arc::new(merged)))
}
