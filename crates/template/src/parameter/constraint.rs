//! Constraints: reading them and checking values against them.

use super::{Constraint, ConstraintKind, Parameter, ParameterKind, custom, number};
use crate::Version;
use fancy_regex::Regex;
use model::value::Value;
use std::sync::Arc;
use yaml::Node;

/// Why a value does not fulfil a constraint.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It does not; the message.
    Rule(String),
    /// Python stumbles over the value's type: its `TypeError`.
    Type(String),
}

/// What is wrong with a constraint itself: the class and message of Heat's exception.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) class: &'static str,
    pub(super) message: String,
}

impl From<String> for Wrong {
    fn from(message: String) -> Self {
        Self { class: "InvalidSchemaError", message }
    }
}

impl From<&str> for Wrong {
    fn from(message: &str) -> Self {
        message.to_owned().into()
    }
}

/// Reads the constraints of a CloudFormation parameter, in Heat's order.
pub(super) fn read_cfn(node: &Node) -> Result<Vec<Constraint>, Wrong> {
    let text = node.get("ConstraintDescription").filter(|text| !text.is_falsy());
    let description: Option<Arc<str>> = text.map(|text| text.to_value().python_str().into());
    let mut kinds = Vec::new();
    let has = |keys: [&str; 2]| keys.iter().any(|key| node.get(key).is_some());
    if has(["MinValue", "MaxValue"]) {
        kinds.push(range(limit(node, "MinValue")?, limit(node, "MaxValue")?)?);
    }
    if has(["MinLength", "MaxLength"]) {
        kinds.push(length_rule(limit(node, "MinLength")?, limit(node, "MaxLength")?)?);
    }
    if let Some(given) = node.get("AllowedValues") {
        kinds.push(allowed_values(given)?);
    }
    if let Some(given) = node.get("AllowedPattern") {
        kinds.push(allowed_pattern(given)?);
    }
    Ok(kinds.into_iter().map(|kind| Constraint { kind, description: description.clone() }).collect())
}

/// Reads one constraint of a parameter.
pub(super) fn read(node: &Node, version: Version) -> Result<Constraint, Wrong> {
    let known = ["description", "length", "range", "modulo", "allowed_values", "allowed_pattern", "custom_constraint"];
    check_keys(node, &known, "parameter constraints")?;
    let description =
        node.get("description").filter(|text| !text.is_falsy()).map(|text| text.to_value().python_str().into());
    let modulo = node.get("modulo").filter(|_| version >= Version::V20170224);
    let kind = if let Some(given) = modulo {
        check_keys(given, &["step", "offset"], "modulo constraint")?;
        modulo_of(limit(given, "step")?, limit(given, "offset")?)?
    } else if let Some(given) = node.get("range") {
        check_keys(given, &["min", "max"], "range constraint")?;
        range(limit(given, "min")?, limit(given, "max")?)?
    } else if let Some(given) = node.get("length") {
        check_keys(given, &["min", "max"], "length constraint")?;
        length_rule(limit(given, "min")?, limit(given, "max")?)?
    } else if let Some(given) = node.get("allowed_values") {
        allowed_values(given)?
    } else if let Some(given) = node.get("allowed_pattern") {
        allowed_pattern(given)?
    } else if let Some(given) = node.get("custom_constraint") {
        ConstraintKind::Custom(given.to_value().python_str().into())
    } else {
        return Err("No constraint expressed".into());
    };
    Ok(Constraint { kind, description })
}

type Bound = Option<Value>;

fn range(min: Bound, max: Bound) -> Result<ConstraintKind, Wrong> {
    if min.is_none() && max.is_none() {
        return Err("A range constraint must have a min value and/or a max value specified.".into());
    }
    Ok(ConstraintKind::Range { min, max })
}

fn length_rule(min: Bound, max: Bound) -> Result<ConstraintKind, Wrong> {
    if min.is_none() && max.is_none() {
        return Err("A length constraint must have a min value and/or a max value specified.".into());
    }
    if [&min, &max].into_iter().flatten().any(|limit| matches!(limit, Value::Float(_))) {
        return Err("min/max length must be integral".into());
    }
    Ok(ConstraintKind::Length { min, max })
}

fn allowed_values(given: &Node) -> Result<ConstraintKind, Wrong> {
    let items = given.as_list().ok_or_else(|| Wrong::from("AllowedValues must be a list"))?;
    Ok(ConstraintKind::AllowedValues(items.iter().map(Node::to_value).collect()))
}

fn allowed_pattern(given: &Node) -> Result<ConstraintKind, Wrong> {
    let pattern = given.as_text().ok_or_else(|| Wrong::from("AllowedPattern must be a string"))?;
    compile(pattern)?;
    Ok(ConstraintKind::AllowedPattern(pattern.clone()))
}

/// That a node is a mapping with no other keys than those known.
pub(super) fn check_keys(node: &Node, known: &[&str], what: &str) -> Result<(), String> {
    let entries = node.as_map().ok_or_else(|| format!("Invalid {what}, expected a mapping"))?;
    match entries.keys().find(|key| !(key.is_text() && known.contains(&key.as_str()))) {
        Some(key) => Err(format!("Invalid key '{}' for {what}", key.as_str())),
        None => Ok(()),
    }
}

fn limit(node: &Node, key: &str) -> Result<Option<Value>, Wrong> {
    let given = node.get(key).map(Node::to_value).filter(|value| !value.is_null());
    let class = |value: &Value| if value.as_str().is_some() { "ValueError" } else { "TypeError" };
    given.map(|value| number::number(&value).map_err(|message| Wrong { class: class(&value), message })).transpose()
}

fn modulo_of(step: Bound, offset: Bound) -> Result<ConstraintKind, Wrong> {
    let (Some(step), Some(offset)) = (step, offset) else {
        return Err("A modulo constraint must have a step value and an offset value specified.".into());
    };
    let (Some(by), Some(from)) = (number::float(&step), number::float(&offset)) else {
        return Err("step/offset must be numeric".into());
    };
    if by.fract() != 0.0 || from.fract() != 0.0 {
        return Err("step/offset must be integer".into());
    }
    if by == 0.0 {
        return Err("step cannot be 0.".into());
    }
    if from.abs() >= by.abs() {
        return Err("offset must be smaller (by absolute value) than step.".into());
    }
    if by * from < 0.0 {
        return Err("step and offset must be both positive or both negative.".into());
    }
    Ok(ConstraintKind::Modulo { step, offset })
}

fn compile(pattern: &str) -> Result<Regex, String> {
    Regex::new(&pattern.replace("\\Z", "\\z"))
        .map_err(|error| format!("AllowedPattern is not a regular expression: {error}"))
}

impl ConstraintKind {
    /// Heat's class name, for messages.
    pub(super) fn class(&self) -> &'static str {
        match self {
            Self::Length { .. } => "Length",
            Self::Range { .. } => "Range",
            Self::Modulo { .. } => "Modulo",
            Self::AllowedValues(_) => "AllowedValues",
            Self::AllowedPattern(_) => "AllowedPattern",
            Self::Custom(_) => "CustomConstraint",
        }
    }

    /// Whether it can be asked of parameters of a type.
    pub(super) fn suits(&self, kind: ParameterKind) -> bool {
        use ParameterKind as K;
        match self {
            Self::Length { .. } => matches!(kind, K::String | K::List | K::Json),
            Self::Range { .. } | Self::Modulo { .. } => kind == K::Number,
            Self::AllowedValues(_) | Self::Custom(_) => matches!(kind, K::String | K::Number | K::Boolean | K::List),
            Self::AllowedPattern(_) => kind == K::String,
        }
    }
}

impl Constraint {
    /// Checks a value of a parameter.
    pub(crate) fn check(&self, value: &Value, parameter: &Parameter) -> Result<(), Broken> {
        match self.broken(value, parameter)? {
            None => Ok(()),
            Some(message) => Err(Broken::Rule(self.description.as_deref().map_or(message, str::to_owned))),
        }
    }

    fn broken(&self, value: &Value, parameter: &Parameter) -> Result<Option<String>, Broken> {
        let shown = |limit: &Option<Value>| limit.as_ref().map_or_else(|| "None".to_owned(), Value::python_str);
        Ok(match &self.kind {
            ConstraintKind::Length { min, max } => {
                let length = length(value)?;
                (!within(&Value::Int(length), min.as_ref(), max.as_ref()))
                    .then(|| format!("length ({length}) is out of range (min: {}, max: {})", shown(min), shown(max)))
            }
            ConstraintKind::Range { min, max } => {
                let given = number::number(value).map_err(Broken::Rule)?;
                (!within(&given, min.as_ref(), max.as_ref())).then(|| {
                    format!("{} is out of range (min: {}, max: {})", value.python_str(), shown(min), shown(max))
                })
            }
            ConstraintKind::Modulo { step, offset } => {
                let given = number::number(value).map_err(Broken::Rule)?;
                (!is_multiple(&given, step, offset)).then(|| {
                    let (step, offset) = (step.python_str(), offset.python_str());
                    format!("{} is not a multiple of {step} with an offset of {offset}", value.python_str())
                })
            }
            ConstraintKind::AllowedValues(allowed) => (!is_allowed(value, allowed, parameter)?).then(|| {
                let allowed: Vec<_> = allowed.iter().map(Value::python_json).collect();
                format!("{} is not an allowed value [{}]", value.python_json(), allowed.join(", "))
            }),
            ConstraintKind::AllowedPattern(pattern) => {
                let text = value.as_str().ok_or_else(|| {
                    Broken::Type(format!("expected string or bytes-like object, got '{}'", value.python_type()))
                })?;
                (!matches(pattern, text)).then(|| format!("\"{text}\" does not match pattern \"{pattern}\""))
            }
            ConstraintKind::Custom(name) => custom::check(name, value).map_err(Broken::Type)?,
        })
    }
}

fn length(value: &Value) -> Result<i64, Broken> {
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
        | Value::Secret(_) => {
            return Err(Broken::Type(format!("object of type '{}' has no len()", value.python_type())));
        }
    };
    Ok(i64::try_from(length).unwrap_or(i64::MAX))
}

fn within(value: &Value, min: Option<&Value>, max: Option<&Value>) -> bool {
    !min.is_some_and(|min| number::less(value, min)) && !max.is_some_and(|max| number::less(max, value))
}

/// Python's remainder has the sign of the divisor.
fn is_multiple(value: &Value, step: &Value, offset: &Value) -> bool {
    if let (Value::Int(value), Value::Int(step), Value::Int(offset)) = (value, step, offset) {
        let remainder = value.checked_rem(*step).unwrap_or(0);
        let remainder = if remainder != 0 && (remainder < 0) != (*step < 0) { remainder + step } else { remainder };
        return remainder == *offset;
    }
    match (number::float(value), number::float(step), number::float(offset)) {
        (Some(value), Some(step), Some(offset)) => value - (value / step).floor() * step == offset,
        _ => false,
    }
}

/// Each item of a list must be allowed; anything else must be it after both were converted to the type.
fn is_allowed(value: &Value, allowed: &[Value], parameter: &Parameter) -> Result<bool, Broken> {
    if let Some(items) = value.as_list() {
        return Ok(items.iter().all(|item| allowed.iter().any(|other| same(item, other))));
    }
    let given = converted(value, parameter).map_err(Broken::Rule)?;
    for other in allowed {
        if same(&given, &converted(other, parameter).map_err(Broken::Rule)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Python's `==`, for which `1`, `1.0` and `True` are one.
fn same(a: &Value, b: &Value) -> bool {
    a.same(b) || number::float(a).zip(number::float(b)).is_some_and(|(a, b)| a == b)
}

fn converted(value: &Value, parameter: &Parameter) -> Result<Value, String> {
    let refused = |_| format!("Value \"{}\" is invalid for data type \"{}\".", value.python_str(), parameter.word);
    match parameter.kind {
        ParameterKind::String => Ok(Value::from(value.python_str())),
        ParameterKind::Number => number::number(value).map_err(refused),
        ParameterKind::Boolean => super::value::truth(value).map(Value::Bool).map_err(refused),
        ParameterKind::List | ParameterKind::Json => Ok(value.clone()),
    }
}

/// Whether the pattern's match at the start reaches the end. A pattern that takes too long does not match.
fn matches(pattern: &Arc<str>, text: &str) -> bool {
    let Ok(regex) = compile(pattern) else { return false };
    matches!(regex.find(text), Ok(Some(found)) if found.start() == 0 && found.end() == text.len())
}
