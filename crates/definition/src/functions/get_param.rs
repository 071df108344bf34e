//! `get_param`: a parameter's value, or a part of it.

use crate::evaluate::{Site, is_true, tainted, unknown_of};
use catalog::properties::number;
use model::Diagnostic;
use model::value::{Key, Value};
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, args: &Expr) -> Result<Value, Diagnostic> {
    let args = site.eval.value(args)?;
    if !is_true(&args) {
        return Err(site.fault("ValueError", format!("Function \"{}\" must have arguments", site.name())));
    }
    let (name, path) = match args.reveal() {
        Value::Unknown(_) => return Ok(args),
        Value::Str(_) => (&args, [].as_slice()),
        Value::List(items) => items.split_first().unwrap_or((&Value::Null, &[])),
        _ => {
            let message = format!("Argument to \"{}\" must be string or list", site.name());
            return Err(site.fault("TypeError", message));
        }
    };
    if let Some(unknown) = unknown_of([name]) {
        return Ok(unknown);
    }
    let Some(text) = name.as_str() else {
        return Err(site.fault("TypeError", format!("Parameter name in \"{}\" must be string", site.name())));
    };
    let value = site.eval.parameter(text).map_err(|finding| site.placed(finding))?;
    let picked = path.iter().try_fold(value, |value, key| step(&value, key));
    Ok(tainted(picked.unwrap_or_else(|| Value::str("")), path))
}

/// One step inwards; `None` where it does not lead anywhere.
fn step(value: &Value, key: &Value) -> Option<Value> {
    match (value, key.reveal()) {
        (Value::Secret(inner), _) => step(inner, key).map(Value::into_secret),
        (Value::Unknown(_), _) => Some(value.clone()),
        (_, unknown @ Value::Unknown(_)) => Some(unknown.clone()),
        (Value::Map(map), Value::Str(name)) => map.get(name).cloned(),
        (Value::Map(map), Value::Int(index)) => map.at(&Key::Other("int", index.to_string().into())).cloned(),
        (Value::List(items), key) => place(key, items.len()).and_then(|place| items.get(place)).cloned(),
        (Value::Str(text), key) => {
            let place = place(key, text.chars().count())?;
            text.chars().nth(place).map(|character| Value::str(character.to_string()))
        }
        (_, _) => None,
    }
}

/// Python's index, also as a text, also from the end.
fn place(key: &Value, length: usize) -> Option<usize> {
    let index = match key {
        Value::Int(index) => *index,
        Value::Bool(truth) => i64::from(*truth),
        Value::Str(text) => number::int(text)?.as_int()?,
        _ => return None,
    };
    let from_end = index.checked_add(i64::try_from(length).ok()?)?;
    usize::try_from(if index < 0 { from_end } else { index }).ok()
}
