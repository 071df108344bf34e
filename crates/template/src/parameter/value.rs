//! Values given for parameters: converted to the type, checked against the constraints, worded as Heat does.

use super::constraint::Broken;
use super::{Parameter, ParameterKind, number};
use crate::codes;
use model::value::Value;
use model::{Diagnostic, Span};
use std::sync::Arc;

impl Parameter {
    /// Converts a value given for it and checks the constraints (custom ones as far as they need no service). Hidden values come back
    /// marked secret. What is not known passes unchecked.
    pub fn convert(&self, value: &Value) -> Result<Value, Diagnostic> {
        let secret = self.hidden || value.has_secret();
        let plain = value.reveal_deep();
        if plain.is_null() {
            return Err(
                self.refusal("UserParameterMissing", format!("The Parameter ({}) was not provided.", self.name))
            );
        }
        let converted = if plain.has_unknown() { plain } else { self.converted(&plain, secret)? };
        Ok(if secret { converted.into_secret() } else { converted })
    }
    /// The value as `get_param` gives it when nobody validated it: converted, no constraint checked, and refused in Python's own words.
    pub fn unchecked(&self, value: &Value) -> Result<Value, Diagnostic> {
        let plain = value.reveal_deep();
        if plain.has_unknown() {
            return Ok(value.clone());
        }
        let converted = parse(&plain, self.kind).map_err(|message| {
            let lists = matches!(plain.reveal(), Value::List(_) | Value::Map(_) | Value::Null);
            let class = if self.kind == ParameterKind::Number && lists { "TypeError" } else { "ValueError" };
            let secret = self.hidden || value.has_secret();
            self.refusal(class, if secret { hide(&message, &plain) } else { message })
        })?;
        Ok(if self.hidden || value.has_secret() { converted.into_secret() } else { converted })
    }

    fn converted(&self, value: &Value, secret: bool) -> Result<Value, Diagnostic> {
        let invalid = |message: String| {
            let message = if secret { hide(&message, value) } else { message };
            self.refusal("StackValidationFailed", format!("Parameter '{}' is invalid: {message}", self.name))
        };
        let parsed = parse(value, self.kind).map_err(&invalid)?;
        // Lists and mappings are checked as parsed, the others as given.
        let checked = if matches!(self.kind, ParameterKind::List | ParameterKind::Json) { &parsed } else { value };
        for constraint in &self.constraints {
            constraint.check(checked, self).map_err(|broken| match broken {
                Broken::Rule(message) => invalid(message),
                Broken::Type(message) => self.refusal("TypeError", message),
            })?;
        }
        Ok(parsed)
    }

    fn refusal(&self, class: &str, message: String) -> Diagnostic {
        let path = format!("parameters.{}", self.name);
        Diagnostic::error(codes::PARAMETER_VALUE, message).class(class).at(path, Span::NONE)
    }
}

/// A message that must not show a value: every occurrence that is not part of a longer word is masked.
fn hide(message: &str, value: &Value) -> String {
    let mut hidden = message.to_owned();
    for shown in [value.python_json(), value.python_repr(), value.python_str()] {
        hidden = mask(&hidden, &shown);
    }
    hidden
}

fn mask(message: &str, shown: &str) -> String {
    if shown.is_empty() {
        return message.to_owned();
    }
    let mut masked = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(shown) {
        let alone = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        masked.push_str(before);
        masked.push_str(if alone { "******" } else { shown });
        rest = after;
    }
    masked.push_str(rest);
    masked
}

/// A value in a parameter's type; the message if it has not its form.
pub(super) fn parse(value: &Value, kind: ParameterKind) -> Result<Value, String> {
    match kind {
        ParameterKind::String => Ok(Value::from(value.python_str())),
        ParameterKind::Number => number::number(value),
        ParameterKind::Boolean => truth(value).map(Value::Bool),
        ParameterKind::List => list(value),
        ParameterKind::Json => json(value),
    }
}

fn list(value: &Value) -> Result<Value, String> {
    match value {
        Value::List(items) => Ok(Value::list(items.iter().map(|item| Value::from(item.python_str())))),
        Value::Str(text) if text.is_empty() => Ok(Value::list([])),
        Value::Str(text) => Ok(Value::list(text.split(',').map(Value::from))),
        other => Err(format!(
            "Value must be a comma-delimited list string: '{}' object has no attribute 'split'",
            other.python_type()
        )),
    }
}

fn json(value: &Value) -> Result<Value, String> {
    match value {
        Value::Str(text) if text.is_empty() => Ok(value.clone()),
        Value::Str(text) => yaml::parse_json(text).map_err(|error| format!("Value must be valid JSON: {error}")),
        other => Ok(with_text_keys(other)),
    }
}

/// JSON knows text keys only.
fn with_text_keys(value: &Value) -> Value {
    match value {
        Value::List(items) => Value::list(items.iter().map(with_text_keys)),
        Value::Map(map) => Value::map(map.iter().map(|(key, value)| {
            let text: Arc<str> = match key {
                model::Key::Str(text) => text.clone(),
                model::Key::Other("bool", text) => text.to_lowercase().into(),
                model::Key::Other("NoneType", _) => "null".into(),
                model::Key::Other(_, text) => text.clone(),
            };
            (text, with_text_keys(value))
        })),
        other => other.clone(),
    }
}

/// A truth value in any of the spellings that Heat takes.
pub(super) fn truth(value: &Value) -> Result<bool, String> {
    if let Some(truth) = value.as_bool() {
        return Ok(truth);
    }
    let text = value.python_str();
    match text.trim().to_lowercase().as_str() {
        "1" | "t" | "true" | "on" | "y" | "yes" => Ok(true),
        "0" | "f" | "false" | "off" | "n" | "no" => Ok(false),
        _ => Err(format!(
            "Unrecognized value '{text}', acceptable values are: '0', '1', 'f', 'false', 'n', 'no', 'off', 'on', 't', 'true', \
             'y', 'yes'"
        )),
    }
}
