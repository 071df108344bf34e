//! Templates that stand for types: their parameters are the resource's properties, their outputs its attributes.

use crate::evaluate::unknown_of;
use crate::{codes, fault, parameter};
use catalog::properties::{Finding, convert};
use model::Diagnostic;
use model::value::{Map, Value};
use resource::{Property, PropertyKind, ResourceType};
use std::sync::Arc;
use template::parameter::{Parameter, ParameterKind};
use template::{Environment, Template};

/// The type of the property that a parameter is.
fn kind(parameter: ParameterKind) -> PropertyKind {
    match parameter {
        ParameterKind::String => PropertyKind::String,
        ParameterKind::Number => PropertyKind::Number,
        ParameterKind::List => PropertyKind::List(&[]),
        ParameterKind::Json => PropertyKind::Map(&[]),
        ParameterKind::Boolean => PropertyKind::Boolean,
    }
}

/// The properties of a resource that a template implements: converted, none added. The environment is that of the stack around, whose
/// defaults of parameters hold inside, too.
pub(crate) fn resolve(template: &Template, environment: &Environment, given: &Value) -> Result<Value, Vec<Finding>> {
    let empty = Map::new();
    let entries = match given.reveal() {
        Value::Unknown(_) => return Ok(given.clone()),
        other => other.as_map().unwrap_or(&empty),
    };
    let mut findings = Vec::new();
    for name in entries.keys().map(model::Key::as_str).filter(|name| !template.parameters.contains_key(*name)) {
        findings.push(Finding::unknown(name, template.parameters.keys().map(|known| &**known)));
    }
    let mut resolved = Map::new();
    for (name, parameter) in &template.parameters {
        match entries.get(name).map(|value| one(parameter, value, environment)) {
            Some(Ok(value)) => _ = resolved.insert(Arc::clone(name), value),
            Some(Err(finding)) => findings.push(finding),
            None if parameter.default.is_none() && !environment.parameter_defaults.contains_key(name) => {
                findings.push(Finding::here(format!("Property {name} not assigned")));
            }
            None => {}
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let resolved = Value::Map(Arc::new(resolved));
    Ok(if matches!(given, Value::Secret(_)) { resolved.into_secret() } else { resolved })
}

/// One property: converted, and fit for the parameter.
fn one(parameter: &Parameter, value: &Value, environment: &Environment) -> Result<Value, Finding> {
    let under = |message: String| Finding::here(message).under(&parameter.name);
    let property = Property::new("", kind(parameter.kind));
    let value = match loose(parameter.kind, value) {
        Some(value) => value,
        None => convert(&property, value).map_err(|findings| {
            under(findings.into_iter().next().map(|finding| finding.message).unwrap_or_default())
        })?,
    };
    match parameter::of_property(parameter, Some(&value), environment) {
        Ok(_) => Ok(value),
        Err(finding) => {
            let prefix = format!("Parameter '{}' is invalid: ", parameter.name);
            Err(under(finding.message.strip_prefix(&prefix).unwrap_or(&finding.message).to_owned()))
        }
    }
}

/// What may be given for lists and mappings besides themselves: texts, and for mappings lists, as JSON.
fn loose(kind: ParameterKind, value: &Value) -> Option<Value> {
    match (kind, value) {
        (kind, Value::Secret(inner)) => loose(kind, inner).map(Value::into_secret),
        (ParameterKind::Json, Value::Str(_)) => Some(value.clone()),
        (ParameterKind::Json, Value::List(_)) if !value.has_unknown() && !value.has_secret() => {
            Some(Value::str(value.python_json()))
        }
        (ParameterKind::Json, Value::List(_)) => Some(value.clone()),
        (ParameterKind::List, Value::Str(text)) if text.is_empty() => Some(Value::list([])),
        (ParameterKind::List, Value::Str(text)) => Some(Value::list(text.split(',').map(Value::from))),
        (_, _) => None,
    }
}

/// The value that the nested stack's parameter gets for a property: lists as one text, of mappings `.member.` entries.
pub(crate) fn passed(kind: ParameterKind, value: &Value) -> Result<Value, Diagnostic> {
    if kind != ParameterKind::List {
        return Ok(value.clone());
    }
    let Some(items) = value.as_list() else {
        return Ok(value.clone());
    };
    if let Some(unknown) = unknown_of(items) {
        return Ok(unknown);
    }
    let texts: Vec<String> = match items.first().and_then(Value::as_map) {
        Some(_) => items.iter().enumerate().flat_map(|(index, item)| members(index, item)).collect(),
        None => items.iter().map(|item| if item.is_null() { String::new() } else { item.python_str() }).collect(),
    };
    let joined = Value::str(texts.join(","));
    Ok(if value.has_secret() { joined.into_secret() } else { joined })
}

fn members(index: usize, item: &Value) -> Vec<String> {
    let entries = item.as_map().into_iter().flat_map(Map::iter);
    entries.map(|(key, value)| format!(".member.{index}.{}={}", key.as_str(), value.python_str())).collect()
}

/// Whether a template can stand for a type of the catalogue: what the type requires or offers must be there.
pub(crate) fn check(template: &Template, environment: &Environment, kind: &ResourceType) -> Vec<Diagnostic> {
    let refused = |message: String| fault::plain(codes::FACADE, "StackValidationFailed", message);
    let mut findings = Vec::new();
    for property in kind.properties {
        let Some(parameter) = template.parameters.get(property.name) else {
            if property.required {
                let (name, facade) = (property.name, kind.name);
                let message = format!("Required property {name} for facade {facade} missing in provider");
                findings.push(refused(message));
            }
            continue;
        };
        let (wanted, found) = (word(&property.kind), word(&self::kind(parameter.kind)));
        let same = wanted == found || (wanted, found) == ("Integer", "Number") || wanted == "Any";
        if !same {
            let (name, facade) = (property.name, kind.name);
            let types = format!("facade {facade} ({wanted}) and provider ({found})");
            findings.push(refused(format!("Property {name} type mismatch between {types}")));
        }
    }
    for (name, parameter) in &template.parameters {
        let given = parameter.default.is_some() || environment.parameter_defaults.contains_key(name);
        if !given && !kind.properties.iter().any(|property| *property.name == **name) {
            let message = format!("Provider requires property {name} unknown in facade {}", kind.name);
            findings.push(refused(message));
        }
    }
    for attribute in kind.attributes.iter().filter(|attribute| !template.outputs.contains_key(attribute.name)) {
        let message = format!("Attribute {} for facade {} missing in provider", attribute.name, kind.name);
        findings.push(refused(message));
    }
    findings
}

/// Heat's word for a type of property in these messages.
fn word(kind: &PropertyKind) -> &'static str {
    match kind {
        PropertyKind::String => "String",
        PropertyKind::Integer => "Integer",
        PropertyKind::Number => "Number",
        PropertyKind::Boolean => "Boolean",
        PropertyKind::Map(_) => "Map",
        PropertyKind::List(_) => "List",
        PropertyKind::Any => "Any",
    }
}
