//! `Fn::FindInMap`: a value out of the template's mappings.

use crate::evaluate::{Site, tainted, unknown_of};
use model::Diagnostic;
use model::value::{Key, Value};
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, map: &Expr, key: &Expr, value: &Expr) -> Result<Value, Diagnostic> {
    let keys = [site.eval.value(map)?, site.eval.value(key)?, site.eval.value(value)?];
    if let Some(unknown) = unknown_of(&keys) {
        return Ok(unknown);
    }
    let mappings = &site.eval.scope.template.mappings;
    // A template without the section has an empty one.
    let empty = Value::map::<Key>([]);
    let start = if mappings.is_null() { &empty } else { mappings };
    let found = keys.iter().try_fold(start, |from, key| item(site, from, key))?;
    Ok(tainted(found.clone(), &keys))
}

/// Python's `from[key]`.
fn item<'v>(site: &Site<'_>, from: &'v Value, key: &Value) -> Result<&'v Value, Diagnostic> {
    let kind = key.python_type();
    match (from.reveal(), key.reveal()) {
        (Value::Map(_), Value::List(_) | Value::Map(_)) => {
            Err(site.fault("TypeError", format!("unhashable type: '{kind}'")))
        }
        (Value::Map(map), _) => {
            let found = super::key_of(key).and_then(|key| map.at(&key));
            found.ok_or_else(|| {
                let finding = site.fault("KeyError", key.masked().python_repr());
                let known = map.keys().map(Key::as_str);
                match key.as_str().filter(|_| !key.has_secret()).and_then(|text| catalog::suggest(text, known)) {
                    Some(known) => finding.hint(format!("did you mean {known}?")),
                    None => finding,
                }
            })
        }
        (Value::List(items), Value::Int(index)) => {
            super::at(items, *index).ok_or_else(|| site.fault("IndexError", "list index out of range"))
        }
        (Value::List(_), _) => {
            Err(site.fault("TypeError", format!("list indices must be integers or slices, not {kind}")))
        }
        (Value::Str(_), _) => Err(site.fault("TypeError", format!("string indices must be integers, not '{kind}'"))),
        (other, _) => Err(site.fault("TypeError", format!("'{}' object is not subscriptable", other.python_type()))),
    }
}
