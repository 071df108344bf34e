//! `str_split` and `Fn::Split`: the parts of a text between delimiters, or one of them.

use crate::evaluate::{Site, items, tainted, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::parameter::python_int;
use template::{Expr, ExprKind};

/// Takes a list of the delimiter, the text and a place.
pub(super) fn evaluate(site: &Site<'_>, args: &Expr) -> Result<Value, Diagnostic> {
    let args = site.eval.value(args)?;
    if matches!(args.reveal(), Value::Unknown(_)) {
        return Ok(args);
    }
    let example = format!("\"{}\" : [ \",\", \"apples,pears\", <index>]", site.name());
    let wrong =
        |what: &str| site.fault("ValueError", format!("Incorrect {what} to \"{}\" should be: {example}", site.name()));
    let parts = items(&args).ok_or_else(|| wrong("arguments"))?;
    let (delimiter, text, place) = match parts.as_slice() {
        [delimiter, text] => (delimiter, text, None),
        // What else stands there means nothing.
        [delimiter, text, place, ..] => (delimiter, text, Some(place)),
        _ => return Err(wrong("arguments")),
    };
    if let Some(unknown) = unknown_of([delimiter, text].into_iter().chain(place)) {
        return Ok(unknown);
    }
    if text.is_null() {
        return Ok(Value::Null);
    }
    let Some(whole) = text.as_str() else {
        let message = format!("'{}' object has no attribute 'split'", text.python_type());
        return Err(site.fault("AttributeError", message));
    };
    let split = match delimiter.reveal() {
        Value::Null => whole.split_whitespace().map(Value::from).collect(),
        Value::Str(delimiter) => pieces(site, whole, delimiter)?,
        other => {
            let message = format!("must be str or None, not {}", other.python_type());
            return Err(site.fault("TypeError", message));
        }
    };
    let found = match place {
        None => Value::list(split),
        Some(place) => {
            let place = python_int(place).map_err(|(class, message)| match class {
                "ValueError" => wrong("index"),
                _ => site.fault(class, message),
            })?;
            let found = place.as_int().and_then(|place| super::at(&split, place)).cloned();
            found.ok_or_else(|| {
                let (name, most) = (site.name(), split.len().saturating_sub(1));
                let message = format!("Incorrect index to \"{name}\" should be between 0 and {most}");
                site.fault("ValueError", message)
            })?
        }
    };
    Ok(tainted(found, &parts))
}

/// Takes the delimiter and the text; the delimiter must stand in the template.
pub(super) fn pair(site: &Site<'_>, delimiter: &Expr, text: &Expr) -> Result<Value, Diagnostic> {
    let text = site.eval.value(text)?;
    let literal = match &delimiter.kind {
        ExprKind::Literal(value) => value.as_str(),
        ExprKind::List(_) | ExprKind::Map(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => None,
    };
    let Some(delimiter) = literal else {
        return Err(site.fault("TypeError", format!("Delimiter for {} must be string", site.name())));
    };
    if let Some(unknown) = unknown_of([&text]) {
        return Ok(unknown);
    }
    let Some(whole) = text.as_str() else {
        let message = format!("String to split must be string; got <class '{}'>", text.python_type());
        return Err(site.fault("TypeError", message));
    };
    Ok(tainted(Value::list(pieces(site, whole, delimiter)?), [&text]))
}

fn pieces(site: &Site<'_>, text: &str, delimiter: &str) -> Result<Vec<Value>, Diagnostic> {
    if delimiter.is_empty() {
        return Err(site.fault("ValueError", "empty separator"));
    }
    Ok(text.split(delimiter).map(Value::from).collect())
}
