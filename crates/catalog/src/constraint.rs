//! Constraints of properties, with Heat's messages.
//!
//! Custom constraints that ask a service are questions for the cloud; those that ask none are those of parameters.

use crate::properties::number;
use crate::schema::{allowed, bound_value};
use model::value::Value;
use resource::{Constraint, PropertyKind};
use template::parameter::custom_fault;

/// The message of the first constraint that a known, converted value does not satisfy.
pub fn check(constraints: &[Constraint], kind: &PropertyKind, value: &Value) -> Result<(), String> {
    constraints.iter().find_map(|constraint| fault(constraint, kind, value)).map_or(Ok(()), Err)
}

fn fault(constraint: &Constraint, kind: &PropertyKind, value: &Value) -> Option<String> {
    let shown = value.masked();
    match constraint {
        Constraint::Range { min, max } => {
            let number = as_number(value)?;
            let outside = min.is_some_and(|m| number < m) || max.is_some_and(|m| number > m);
            let bounds = bounds(min.map(bound_value), max.map(bound_value));
            outside.then(|| format!("{} is out of range {bounds}", shown.python_str()))
        }
        Constraint::Length { min, max } => {
            let length = length(value)?;
            let outside = min.is_some_and(|m| length < m) || max.is_some_and(|m| length > m);
            let bound = |bound: &Option<u64>| bound.and_then(|b| i64::try_from(b).ok()).map(Value::Int);
            outside.then(|| format!("length ({length}) is out of range {}", bounds(bound(min), bound(max))))
        }
        Constraint::AllowedValues(texts) => {
            let allowed: Vec<Value> = allowed(texts).into_iter().map(Value::from_json).collect();
            (!is_allowed(&allowed, kind, value)).then(|| {
                let list = allowed.iter().map(Value::python_json).collect::<Vec<_>>().join(", ");
                format!("{} is not an allowed value [{list}]", shown.python_json())
            })
        }
        Constraint::AllowedPattern(pattern) => {
            let text = value.as_str()?;
            (!matches(pattern, text))
                .then(|| format!("\"{}\" does not match pattern \"{pattern}\"", shown.python_str()))
        }
        Constraint::Modulo { step, offset } => {
            let number = as_number(value)?;
            #[expect(clippy::cast_precision_loss, reason = "steps are small")]
            let wrong = python_modulo(number, *step as f64) != *offset as f64;
            let text = shown.python_str();
            wrong.then(|| format!("{text} is not a multiple of {step} with an offset of {offset}"))
        }
        Constraint::Custom(name) => custom_fault(name, &value.reveal_deep()).unwrap_or_else(Some).map(|told| {
            if value.has_secret() { format!("Error validating value '{}'", shown.python_str()) } else { told }
        }),
    }
}

fn bounds(min: Option<Value>, max: Option<Value>) -> String {
    let text = |bound: Option<Value>| bound.unwrap_or(Value::Null).python_str();
    format!("(min: {}, max: {})", text(min), text(max))
}

#[expect(clippy::cast_precision_loss, reason = "bounds are far from the numbers that a float cannot tell apart")]
fn as_number(value: &Value) -> Option<f64> {
    match value.reveal() {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
        Value::Big(number) => number.to_string().parse().ok(),
        Value::Str(text) => number::number(text).as_ref().and_then(as_number),
        Value::Null | Value::List(_) | Value::Map(_) | Value::Unknown(_) | Value::Secret(_) => None,
    }
}

fn length(value: &Value) -> Option<u64> {
    let length = match value.reveal() {
        Value::Str(text) => text.chars().count(),
        Value::List(items) => items.len(),
        Value::Map(map) => map.len(),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Big(_)
        | Value::Float(_)
        | Value::Unknown(_)
        | Value::Secret(_) => return None,
    };
    u64::try_from(length).ok()
}

/// Python's `%`: the result has the sign of the divisor.
fn python_modulo(number: f64, step: f64) -> f64 {
    number - step * (number / step).floor()
}

/// Every item of a list must be one of the allowed values; another value must be one after conversion to its type.
fn is_allowed(allowed: &[Value], kind: &PropertyKind, value: &Value) -> bool {
    match (value.reveal(), kind) {
        (Value::List(items), _) => items.iter().all(|item| allowed.iter().any(|a| a.same(item))),
        (other, PropertyKind::String) => allowed.iter().any(|a| a.python_str() == other.python_str()),
        (other, _) => allowed.iter().any(|a| a.same(other)),
    }
}

/// Whether the pattern matches from the first to the last character.
fn matches(pattern: &str, text: &str) -> bool {
    let anchored = format!("\\A(?:{pattern})");
    let found = fancy_regex::Regex::new(&anchored).ok().and_then(|regex| regex.find(text).ok().flatten());
    found.is_some_and(|found| found.end() == text.len())
}
