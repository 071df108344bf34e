//! One value to the type of its property.

use super::{Finding, checked, has_inner, number, resolve_table};
use model::value::Value;
use num_bigint::BigInt;
use resource::schema::default_json;
use resource::{Property, PropertyKind};

/// A value converted to the property's type, everything inside too. `null` becomes the default, else the empty value of the type.
pub fn convert(property: &Property, value: &Value) -> Result<Value, Vec<Finding>> {
    match value {
        Value::Unknown(_) => Ok(value.clone()),
        Value::Secret(inner) => open(property, inner).map(Value::into_secret).map_err(|_| {
            vec![Finding::here(format!(
                "Value '******' is not valid for a {} property",
                crate::schema::kind_word(&property.kind)
            ))]
        }),
        Value::Null => open(property, &absent(property)),
        Value::Bool(_)
        | Value::Int(_)
        | Value::Big(_)
        | Value::Float(_)
        | Value::Str(_)
        | Value::List(_)
        | Value::Map(_) => open(property, value),
    }
}

/// What stands for `null`.
fn absent(property: &Property) -> Value {
    let empty = match property.kind {
        PropertyKind::String => Value::str(""),
        PropertyKind::Integer | PropertyKind::Number => Value::Int(0),
        PropertyKind::Boolean => Value::Bool(false),
        PropertyKind::Map(_) => Value::map::<&str>([]),
        PropertyKind::List(_) => Value::list([]),
        PropertyKind::Any => return Value::Null,
    };
    default_json(property).map_or(empty, Value::from_json)
}

fn open(property: &Property, value: &Value) -> Result<Value, Vec<Finding>> {
    let here = |result: Result<Value, String>| result.map_err(|message| vec![Finding::here(message)]);
    match &property.kind {
        PropertyKind::String => here(text(value)),
        PropertyKind::Integer => here(integer(value)),
        PropertyKind::Number => here(any_number(value)),
        PropertyKind::Boolean => here(truth(value)),
        PropertyKind::Any => Ok(value.clone()),
        PropertyKind::Map(table) => match value {
            Value::Map(_) if has_inner(&property.kind) => match resolve_table(table, value, true) {
                (resolved, findings) if findings.is_empty() => Ok(resolved),
                (_, findings) => Err(findings),
            },
            Value::Map(_) => Ok(value.clone()),
            other => here(Err(format!("\"{}\" is not a map", other.masked().python_str()))),
        },
        PropertyKind::List(item) => match (value, item) {
            (Value::List(items), [item, ..]) => each(item, items),
            (Value::List(_), []) => Ok(value.clone()),
            (other, _) => here(Err(format!("\"{}\" is not a list", other.masked().python_repr()))),
        },
    }
}

fn each(item: &Property, items: &[Value]) -> Result<Value, Vec<Finding>> {
    let mut converted = Vec::with_capacity(items.len());
    let mut findings = Vec::new();
    for (index, value) in items.iter().enumerate() {
        match checked(item, value) {
            Ok(value) => converted.push(value),
            Err(more) => findings.extend(more.into_iter().map(|f| f.under(&index.to_string()))),
        }
    }
    if findings.is_empty() { Ok(Value::list(converted)) } else { Err(findings) }
}

fn text(value: &Value) -> Result<Value, String> {
    match value {
        Value::Str(_) => Ok(value.clone()),
        Value::Bool(_) | Value::Int(_) | Value::Big(_) => Ok(Value::str(value.python_str())),
        other => Err(format!("Value must be a string; got {}", other.masked().python_repr())),
    }
}

fn integer(value: &Value) -> Result<Value, String> {
    let refused = || format!("Value '{}' is not an integer", value.python_str());
    match value {
        Value::Int(_) | Value::Big(_) => Ok(value.clone()),
        Value::Bool(truth) => Ok(Value::Int(i64::from(*truth))),
        Value::Float(number) => whole(*number).ok_or_else(refused),
        Value::Str(text) => number::int(text).ok_or_else(refused),
        other => Err(no_number("int", other)),
    }
}

/// A float cut off at the point.
fn whole(number: f64) -> Option<Value> {
    number.is_finite().then(|| format!("{:.0}", number.trunc()).parse::<BigInt>().ok()).flatten().map(Value::big)
}

fn any_number(value: &Value) -> Result<Value, String> {
    match value {
        Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Bool(_) => Ok(value.clone()),
        Value::Str(text) => {
            let refused = || format!("could not convert string to float: {}", value.python_repr());
            number::number(text).ok_or_else(refused)
        }
        other => Err(no_number("int", other)),
    }
}

/// Python's words for a value that no number can be made of.
fn no_number(function: &str, value: &Value) -> String {
    let kind = value.python_type();
    format!("{function}() argument must be a string, a bytes-like object or a real number, not '{kind}'")
}

/// Only the words `true` and `false` count, unlike for parameters.
fn truth(value: &Value) -> Result<Value, String> {
    match value {
        Value::Bool(_) => Ok(value.clone()),
        Value::Str(text) => match text.to_lowercase().as_str() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            other => Err(format!("\"{other}\" is not a valid boolean")),
        },
        other => Err(format!("\"{}\" is not a valid boolean", other.masked().python_str())),
    }
}
