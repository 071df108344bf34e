//! The schema of a parameter, read from a template.

use super::constraint::{Broken, check_keys};
use super::{Constraint, Parameter, ParameterKind, constraint};
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
            if let Err((code, message)) = suits(&parameter).and_then(|()| default_fits(&parameter)) {
                let message = format!("Parameter '{name}' is invalid: {message}");
                refuse(cursor, Refusal::new(code, message, entry.key_span));
            }
            Some(parameter)
        }
        Err(refusal) => {
            refuse(cursor, *refusal);
            None
        }
    }
}

fn refuse(cursor: &mut Cursor<'_>, refusal: Refusal) {
    let path = cursor.path();
    let mut finding =
        Diagnostic::error(refusal.code, refusal.message).class("InvalidSchemaError").at(path, refusal.span);
    finding.hint = refusal.hint;
    cursor.push(finding);
}

/// What is wrong with a schema, and where.
struct Refusal {
    code: &'static str,
    message: String,
    span: Span,
    hint: Option<String>,
}

impl Refusal {
    fn new(code: &'static str, message: String, span: Span) -> Refusal {
        Refusal { code, message, span, hint: None }
    }

    fn shape(message: String, span: Span) -> Box<Refusal> {
        Box::new(Refusal::new(codes::PARAMETER_SHAPE, message, span))
    }

    fn constraint(message: String, span: Span) -> Box<Refusal> {
        Box::new(Refusal::new(codes::PARAMETER_CONSTRAINT, message, span))
    }

    fn hinted(mut self: Box<Self>, hint: Option<String>) -> Box<Refusal> {
        self.hint = hint;
        self
    }
}

fn schema(version: Version, name: &Arc<str>, entry: &Entry) -> Result<Parameter, Box<Refusal>> {
    let node = &entry.value;
    let known = if version >= Version::V20180302 { KEYS } else { KEYS.split_last().map_or(KEYS, |(_, rest)| rest) };
    check_keys(node, known, &format!("parameter ({name})")).map_err(|message| {
        let odd = node.as_map().and_then(|fields| fields.iter().find(|(key, _)| !known.contains(&key.as_str())));
        let span = odd.map_or(entry.key_span, |(_, field)| field.key_span);
        let hint = odd.and_then(|(key, _)| suggest::did_you_mean(key.as_str(), known.iter().copied()));
        Refusal::shape(message, span).hinted(hint)
    })?;
    let missing = || Refusal::shape(format!("Missing parameter type for parameter: {name}"), entry.key_span);
    let given = node.get("type").ok_or_else(missing)?;
    let tags = match node.get("tags") {
        None => &[],
        Some(tags) => tags.as_list().ok_or_else(|| {
            Refusal::shape(format!("Tags property should be a list for parameter: {name}"), tags.span)
        })?,
    };
    let constraints = constraints(version, name, node)?;
    let kind = given.as_text().and_then(|word| ParameterKind::of(word)).ok_or_else(|| {
        let word = given.to_value().python_str();
        let words = ["string", "number", "comma_delimited_list", "json", "boolean"];
        let hint = suggest::did_you_mean(&word, words);
        Refusal::shape(format!("Invalid type ({word})"), given.span).hinted(hint)
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

fn constraints(version: Version, name: &str, node: &Node) -> Result<Vec<Constraint>, Box<Refusal>> {
    let Some(given) = node.get("constraints").filter(|given| !given.is_null()) else { return Ok(Vec::new()) };
    let message = || format!("Invalid parameter constraints for parameter {name}, expected a list");
    let items = given.as_list().ok_or_else(|| Refusal::constraint(message(), given.span))?;
    let read = |item: &Node| constraint::read(item, version).map_err(|message| Refusal::constraint(message, item.span));
    items.iter().map(read).collect()
}

type Unfit = (&'static str, String);

/// That the constraints suit the type.
fn suits(parameter: &Parameter) -> Result<(), Unfit> {
    match parameter.constraints.iter().find(|constraint| !constraint.kind.suits(parameter.kind)) {
        None => Ok(()),
        Some(odd) => {
            let message = format!("{} constraint invalid for {}", odd.kind.class(), parameter.kind.word());
            Err((codes::PARAMETER_CONSTRAINT, message))
        }
    }
}

/// That the default fulfils the constraints; custom ones are asked of values only.
fn default_fits(parameter: &Parameter) -> Result<(), Unfit> {
    let unfit = |message: String| Err((codes::PARAMETER_DEFAULT, message));
    let Some(default) = parameter.default.as_ref().filter(|default| !default.has_unknown()) else { return Ok(()) };
    let checked = match (parameter.kind, default.reveal()) {
        (ParameterKind::List, Value::Str(text)) => Value::list(text.split(',').map(Value::from)),
        (ParameterKind::List, Value::List(items)) => {
            Value::list(items.iter().map(|item| Value::from(item.python_str())))
        }
        (ParameterKind::List, other) => {
            let found = other.python_type();
            return unfit(format!(
                "Default must be a comma-delimited list string: '{found}' object has no attribute 'split'"
            ));
        }
        (_, other) => other.clone(),
    };
    let custom = |constraint: &Constraint| matches!(constraint.kind, super::ConstraintKind::Custom(_));
    for constraint in parameter.constraints.iter().filter(|constraint| !custom(constraint)) {
        if let Err(Broken::Rule(message) | Broken::Type(message)) = constraint.check(&checked, parameter.kind) {
            let shown = if parameter.hidden { "******".to_owned() } else { default.python_str() };
            let message = if parameter.hidden { "hidden".to_owned() } else { message };
            return unfit(format!("Invalid default {shown} ({message})"));
        }
    }
    Ok(())
}
