//! `Fn::Select`: an item of a list or mapping, or of what a text says in JSON; an empty text where there is none.

use crate::evaluate::{Site, tainted, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;
use template::parameter::python_int;

pub(super) fn evaluate(site: &Site<'_>, index: &Expr, from: &Expr) -> Result<Value, Diagnostic> {
    let index = site.eval.value(index)?;
    let from = site.eval.value(from)?;
    if matches!(from.reveal(), Value::Unknown(_)) || index.has_unknown() {
        return Ok(unknown_of([&index, &from]).unwrap_or_default());
    }
    let found = match from.as_str() {
        Some("") => Value::str(""),
        Some(text) => {
            let shown = |message: String| if from.has_secret() { "******".to_owned() } else { message };
            let parsed = yaml::parse_json(text)
                .map_err(|error| site.fault("ValueError", format!("\"{}\": {}", site.name(), shown(error))))?;
            pick(site, &index, &parsed)?
        }
        None => pick(site, &index, &from)?,
    };
    let whole = matches!(from, Value::Secret(_));
    let found = if whole { found.into_secret() } else { found };
    Ok(tainted(found, [&index]))
}

fn pick(site: &Site<'_>, index: &Value, from: &Value) -> Result<Value, Diagnostic> {
    let name = site.name();
    match from.reveal() {
        Value::Map(map) => match index.as_str() {
            Some(key) => Ok(map.get(key).cloned().unwrap_or_else(|| Value::str(""))),
            None => Err(site.fault("TypeError", format!("Index to \"{name}\" must be a string"))),
        },
        Value::List(items) => {
            let Some(place) = python_int(index).ok().and_then(|place| place.as_int()) else {
                return Err(site.fault("TypeError", format!("Index to \"{name}\" must be an integer")));
            };
            Ok(super::at(items, place).cloned().unwrap_or_else(|| Value::str("")))
        }
        Value::Null => Ok(Value::str("")),
        _ => Err(site.fault("TypeError", format!("Arguments to {name} not fully resolved"))),
    }
}
