//! The schema of a parameter, read from a template.

use super::constraint::{Broken, check_keys};
use super::{Parameter, ParameterKind, constraint};
use crate::parse::Cursor;
use crate::{Version, codes, suggest};
use model::value::Value;
use model::{Diagnostic, Span};
use std::sync::Arc;
use yaml::{Entry, Node};

const KEYS: &[&str] =
    &["type", "description", "default", "schema", "constraints", "hidden", "label", "immutable", "tags"];

/// Reads a parameter; nothing if its schema is wrong.
pub(crate) fn read(cursor: &mut Cursor<'_>, name: &Arc<str>, entry: &Entry) -> Option<Parameter> {
    match schema(cursor.version(), name, entry) {
        Ok(parameter) => {
            if let Err(message) = fits(&parameter) {
                let message = format!("Parameter '{name}' is invalid: {message}");
                refuse(cursor, codes::PARAMETER_DEFAULT, message, entry.key_span);
            }
            Some(parameter)
        }
        Err((message, span, hint)) => {
            let path = cursor.path();
            let mut finding =
                Diagnostic::error(codes::PARAMETER_SHAPE, message).class("InvalidSchemaError").at(path, span);
            finding.hint = hint;
            cursor.push(finding);
            None
        }
    }
}

fn refuse(cursor: &mut Cursor<'_>, code: &str, message: String, span: Span) {
    let path = cursor.path();
    cursor.push(Diagnostic::error(code, message).class("InvalidSchemaError").at(path, span));
}

type Refusal = (String, Span, Option<String>);

fn schema(version: Version, name: &Arc<str>, entry: &Entry) -> Result<Parameter, Refusal> {
    let node = &entry.value;
    let at_key = |message: String| (message, entry.key_span, None);
    let known = if version >= Version::V20180302 { KEYS } else { KEYS.split_last().map_or(KEYS, |(_, rest)| rest) };
    check_keys(node, known, &format!("parameter ({name})")).map_err(|message| {
        let odd = node.as_map().and_then(|fields| fields.iter().find(|(key, _)| !known.contains(&key.as_str())));
        let span = odd.map_or(entry.key_span, |(_, field)| field.key_span);
        (message, span, odd.and_then(|(key, _)| suggest::did_you_mean(key.as_str(), known.iter().copied())))
    })?;
    let given = node.get("type").ok_or_else(|| at_key(format!("Missing parameter type for parameter: {name}")))?;
    let tags = match node.get("tags") {
        None => &[],
        Some(tags) => tags
            .as_list()
            .ok_or_else(|| (format!("Tags property should be a list for parameter: {name}"), tags.span, None))?,
    };
    let mut constraints = Vec::new();
    if let Some(given) = node.get("constraints").filter(|given| !given.is_null()) {
        let message = || format!("Invalid parameter constraints for parameter {name}, expected a list");
        for item in given.as_list().ok_or_else(|| (message(), given.span, None))? {
            constraints.push(constraint::read(item, version).map_err(|message| (message, item.span, None))?);
        }
    }
    let kind = given.as_text().and_then(|word| ParameterKind::of(word)).ok_or_else(|| {
        let word = given.to_value().python_str();
        let words = ["string", "number", "comma_delimited_list", "json", "boolean"];
        (format!("Invalid type ({word})"), given.span, suggest::did_you_mean(&word, words))
    })?;
    let text = |key: &str| -> Option<Arc<str>> {
        let given = node.get(key).filter(|given| !given.is_null())?;
        Some(given.as_text().cloned().unwrap_or_else(|| given.to_value().python_str().into()))
    };
    let truthy = |key: &str| node.get(key).is_some_and(|given| !given.is_falsy());
    Ok(Parameter {
        name: name.clone(),
        span: entry.key_span,
        kind,
        label: text("label"),
        description: text("description"),
        default: node.get("default").map(Node::to_value).filter(|default| !default.is_null()),
        hidden: truthy("hidden"),
        immutable: truthy("immutable"),
        tags: tags.iter().map(|tag| tag.to_value().python_str().into()).collect(),
        constraints,
    })
}

/// That the constraints suit the type and the default fulfils them; custom ones are asked of values only.
fn fits(parameter: &Parameter) -> Result<(), String> {
    if let Some(odd) = parameter.constraints.iter().find(|constraint| !constraint.kind.suits(parameter.kind)) {
        return Err(format!("{} constraint invalid for {}", odd.kind.class(), parameter.kind.word()));
    }
    let Some(default) = parameter.default.as_ref().filter(|default| !default.has_unknown()) else { return Ok(()) };
    let checked = match (parameter.kind, default.reveal()) {
        (ParameterKind::List, Value::Str(text)) => Value::list(text.split(',').map(Value::from)),
        (ParameterKind::List, Value::List(items)) => {
            Value::list(items.iter().map(|item| Value::from(item.python_str())))
        }
        (ParameterKind::List, other) => {
            let found = other.python_type();
            return Err(format!(
                "Default must be a comma-delimited list string: '{found}' object has no attribute 'split'"
            ));
        }
        (_, other) => other.clone(),
    };
    let custom = |constraint: &super::Constraint| matches!(constraint.kind, super::ConstraintKind::Custom(_));
    for constraint in parameter.constraints.iter().filter(|constraint| !custom(constraint)) {
        if let Err(Broken::Rule(message) | Broken::Type(message)) = constraint.check(&checked, parameter.kind) {
            let shown = if parameter.hidden { "******".to_owned() } else { default.python_str() };
            let message = if parameter.hidden { "hidden".to_owned() } else { message };
            return Err(format!("Invalid default {shown} ({message})"));
        }
    }
    Ok(())
}
