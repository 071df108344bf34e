//! The schema of a parameter, read from a template.

use super::constraint::{Broken, Wrong, check_keys};
use super::{Constraint, Parameter, ParameterKind, constraint, custom};
use crate::parse::Cursor;
use crate::{Version, codes, suggest};
use model::value::Value;
use model::{Diagnostic, Span};
use std::sync::Arc;
use yaml::{Entry, Node};

const KEYS: &[&str] =
    &["type", "description", "default", "schema", "constraints", "hidden", "label", "immutable", "tags"];

const CFN_KEYS: &[&str] = &[
    "Type",
    "Default",
    "NoEcho",
    "AllowedValues",
    "AllowedPattern",
    "MaxLength",
    "MinLength",
    "MaxValue",
    "MinValue",
    "Description",
    "ConstraintDescription",
    "Label",
];

/// Reads a parameter; nothing if its schema is wrong.
pub(crate) fn read(cursor: &mut Cursor<'_>, name: &Arc<str>, entry: &Entry) -> Option<Parameter> {
    let version = cursor.version();
    let read = if version.is_hot() { schema(version, name, entry) } else { cfn_schema(name, entry) };
    match read {
        Ok(parameter) => {
            for name in parameter.custom_constraints().filter(|name| !custom::names().any(|known| known == *name)) {
                warn_of_constraint(cursor, name, entry.key_span);
            }
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

/// Heat refuses values for a constraint that it does not know, not the constraint.
fn warn_of_constraint(cursor: &mut Cursor<'_>, name: &str, span: Span) {
    let message = format!("there is no constraint \"{name}\": no value will do");
    let mut finding = Diagnostic::warning(codes::PARAMETER_CONSTRAINT, message).at(cursor.path(), span);
    finding.hint = suggest::did_you_mean(name, custom::names());
    cursor.push(finding);
}

fn refuse(cursor: &mut Cursor<'_>, refusal: Refusal) {
    let path = cursor.path();
    let mut finding = Diagnostic::error(refusal.code, refusal.message).class(refusal.class).at(path, refusal.span);
    finding.hint = refusal.hint;
    cursor.push(finding);
}

/// What is wrong with a schema, and where.
struct Refusal {
    code: &'static str,
    class: &'static str,
    message: String,
    span: Span,
    hint: Option<String>,
}

impl Refusal {
    fn new(code: &'static str, message: String, span: Span) -> Refusal {
        Refusal { code, class: "InvalidSchemaError", message, span, hint: None }
    }

    fn shape(message: String, span: Span) -> Box<Refusal> {
        Box::new(Refusal::new(codes::PARAMETER_SHAPE, message, span))
    }

    fn constraint(wrong: Wrong, span: Span) -> Box<Refusal> {
        let refusal = Refusal::new(codes::PARAMETER_CONSTRAINT, wrong.message, span);
        Box::new(Refusal { class: wrong.class, ..refusal })
    }

    fn hinted(mut self: Box<Self>, hint: Option<String>) -> Box<Refusal> {
        self.hint = hint;
        self
    }
}

fn schema(version: Version, name: &Arc<str>, entry: &Entry) -> Result<Parameter, Box<Refusal>> {
    let node = &entry.value;
    let known = if version >= Version::V20180302 { KEYS } else { KEYS.split_last().map_or(KEYS, |(_, rest)| rest) };
    keys(known, name, entry)?;
    let missing = || Refusal::shape(format!("Missing parameter type for parameter: {name}"), entry.key_span);
    let given = node.get("type").ok_or_else(missing)?;
    let tags = match node.get("tags") {
        None => &[],
        Some(tags) => tags.as_list().ok_or_else(|| {
            Refusal::shape(format!("Tags property should be a list for parameter: {name}"), tags.span)
        })?,
    };
    let constraints = constraints(version, name, node)?;
    let kind = kind(given, ParameterKind::word)?;
    let text = |key: &str| -> Option<Arc<str>> {
        let given = node.get(key).filter(|given| !given.is_null())?;
        Some(given.as_text().cloned().unwrap_or_else(|| given.to_value().python_str().into()))
    };
    let truthy = |key: &str| node.get(key).is_some_and(|given| !given.is_falsy());
    Ok(Parameter {
        name: name.clone(),
        span: entry.key_span,
        kind,
        word: kind.word(),
        label: node.get("label").filter(|given| !given.is_falsy()).map(Node::to_value),
        description: text("description"),
        default: node.get("default").map(Node::to_value).filter(|default| !default.is_null()),
        hidden: truthy("hidden"),
        immutable: truthy("immutable"),
        tags: tags.iter().map(|tag| tag.to_value().python_str().into()).collect(),
        constraints,
    })
}

/// That no other keys than those known are there.
fn keys(known: &[&str], name: &str, entry: &Entry) -> Result<(), Box<Refusal>> {
    let node = &entry.value;
    check_keys(node, known, &format!("parameter ({name})")).map_err(|message| {
        let odd = node.as_map().and_then(|fields| fields.iter().find(|(key, _)| !known.contains(&key.as_str())));
        let span = odd.map_or(entry.key_span, |(_, field)| field.key_span);
        let hint = odd.and_then(|(key, _)| suggest::did_you_mean(key.as_str(), known.iter().copied()));
        Refusal::shape(message, span).hinted(hint)
    })
}

fn kind(given: &Node, word: fn(ParameterKind) -> &'static str) -> Result<ParameterKind, Box<Refusal>> {
    let text = given.as_text();
    let found = text.and_then(|text| ParameterKind::ALL.into_iter().find(|kind| word(*kind) == &**text));
    found.ok_or_else(|| {
        let text = given.to_value().python_str();
        let hint = suggest::did_you_mean(&text, ParameterKind::ALL.map(word));
        Refusal::shape(format!("Invalid type ({text})"), given.span).hinted(hint)
    })
}

/// The schema of a parameter of a CloudFormation template.
fn cfn_schema(name: &Arc<str>, entry: &Entry) -> Result<Parameter, Box<Refusal>> {
    let node = &entry.value;
    keys(CFN_KEYS, name, entry)?;
    let missing = || Refusal::shape(format!("Missing parameter type for parameter: {name}"), entry.key_span);
    let given = node.get("Type").ok_or_else(missing)?;
    let constraints = constraint::read_cfn(node).map_err(|wrong| Refusal::constraint(wrong, entry.key_span))?;
    let kind = kind(given, ParameterKind::cfn_word)?;
    let text = |key: &str| -> Option<Arc<str>> {
        let given = node.get(key).filter(|given| !given.is_null())?;
        Some(given.as_text().cloned().unwrap_or_else(|| given.to_value().python_str().into()))
    };
    Ok(Parameter {
        name: name.clone(),
        span: entry.key_span,
        kind,
        word: kind.cfn_word(),
        label: node.get("Label").filter(|given| !given.is_falsy()).map(Node::to_value),
        description: text("Description"),
        default: node.get("Default").map(Node::to_value).filter(|default| !default.is_null()),
        hidden: node.get("NoEcho").is_some_and(|given| given.to_value().python_str().eq_ignore_ascii_case("true")),
        immutable: false,
        tags: Vec::new(),
        constraints,
    })
}

fn constraints(version: Version, name: &str, node: &Node) -> Result<Vec<Constraint>, Box<Refusal>> {
    let Some(given) = node.get("constraints").filter(|given| !given.is_null()) else { return Ok(Vec::new()) };
    let wrong = || Wrong::from(format!("Invalid parameter constraints for parameter {name}, expected a list"));
    let items = given.as_list().ok_or_else(|| Refusal::constraint(wrong(), given.span))?;
    let read = |item: &Node| constraint::read(item, version).map_err(|wrong| Refusal::constraint(wrong, item.span));
    items.iter().map(read).collect()
}

type Unfit = (&'static str, String);

/// That the constraints suit the type.
fn suits(parameter: &Parameter) -> Result<(), Unfit> {
    match parameter.constraints.iter().find(|constraint| !constraint.kind.suits(parameter.kind)) {
        None => Ok(()),
        Some(odd) => {
            let message = format!("{} constraint invalid for {}", odd.kind.class(), parameter.word);
            Err((codes::PARAMETER_UNFIT, message))
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
        if let Err(Broken::Rule(message) | Broken::Type(message)) = constraint.check(&checked, parameter) {
            let shown = if parameter.hidden { "******".to_owned() } else { default.python_str() };
            let message = if parameter.hidden { "hidden".to_owned() } else { message };
            return unfit(format!("Invalid default {shown} ({message})"));
        }
    }
    Ok(())
}
