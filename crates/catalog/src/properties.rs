//! Properties against a type's table: conversion, defaults and checks, as Heat's `Properties` does them.
//!
//! Parts that are not known yet pass. A secret stays one, and its value is not told in a message.

mod convert;
pub mod number;

use crate::{aws, constraint, heat, suggest};
use model::value::{Map, Value};
use resource::{Fault, Property, PropertyKind, ResourceType};
use std::borrow::Cow;
use std::sync::Arc;

pub use convert::convert;

/// What is wrong with given properties: where below `properties`, Heat's sentence, and perhaps what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Keys and indices from the property inwards; empty when none of them is to blame.
    pub path: Vec<String>,
    /// The message.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The key at the path that should not be there.
    pub surplus: Option<String>,
}

impl Finding {
    /// A finding at the place that is being looked at.
    pub fn here(message: impl Into<String>) -> Self {
        Self { path: Vec::new(), message: message.into(), hint: None, surplus: None }
    }

    /// An entry that is not in the table, of which these are.
    pub fn unknown<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let hint = suggest::suggest(name, known).map(|meant| format!("did you mean {meant}?"));
        Self { hint, surplus: Some(name.to_owned()), ..Self::here(format!("Unknown Property {name}")) }
    }

    /// The same, one level further out.
    #[must_use]
    pub fn under(mut self, key: &str) -> Self {
        self.path.insert(0, key.to_owned());
        self
    }

    /// The path as Heat writes it below `prefix`: `resources.a.properties.list[0].key`.
    pub fn dotted(&self, prefix: &str) -> String {
        let mut text = prefix.to_owned();
        for part in &self.path {
            if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) {
                text.push_str(&format!("[{part}]"));
            } else {
                text.push('.');
                text.push_str(part);
            }
        }
        text
    }
}

impl From<Fault> for Finding {
    fn from(fault: Fault) -> Self {
        Self { path: fault.path, ..Self::here(fault.message) }
    }
}

/// The properties that a resource of the type has when `given` ones are asked for: converted to their types, with defaults, in the
/// order of the table; what is neither given nor has a default is left out. All findings, in the order in which Heat looks.
pub fn resolve(kind: &ResourceType, given: &Value) -> Result<Value, Vec<Finding>> {
    if heat::none::ignores_properties(kind) {
        return Ok(Value::Map(Arc::default()));
    }
    let (resolved, findings) = resolve_table(kind.properties, given, false);
    if findings.is_empty() { Ok(resolved) } else { Err(findings) }
}

/// The entries of `given` against a table. Inside of maps Heat puts in `null` for what is missing (`fill`).
pub fn resolve_table(table: &[Property], given: &Value, fill: bool) -> (Value, Vec<Finding>) {
    let empty = Map::new();
    let entries = match given.reveal() {
        Value::Unknown(_) => return (given.clone(), Vec::new()),
        other => other.as_map().unwrap_or(&empty),
    };
    let mut findings = unknown_entries(table, entries);
    let entries = &renamed(table, entries, &mut findings);
    let mut resolved = Map::new();
    for property in table {
        match entry(property, entries.get(property.name)) {
            Ok(Some(value)) => _ = resolved.insert(property.name, value),
            Ok(None) if fill => _ = resolved.insert(property.name, Value::Null),
            Ok(None) => {}
            Err(more) => findings.extend(more),
        }
    }
    let resolved = Value::Map(Arc::new(resolved));
    (if matches!(given, Value::Secret(_)) { resolved.into_secret() } else { resolved }, findings)
}

/// The entries, those under another name of a property moved to it. Both at once are a fault.
fn renamed<'a>(table: &[Property], entries: &'a Map, findings: &mut Vec<Finding>) -> Cow<'a, Map> {
    let mut renamed = Cow::Borrowed(entries);
    for (property, target) in table.iter().filter_map(|p| Some((p, p.alias_of?))) {
        let Some(value) = entries.get(property.name).filter(|value| !value.is_null()) else { continue };
        if entries.get(target).is_some_and(|value| !value.is_null()) {
            let message = "Cannot define the following properties at the same time";
            findings.push(Finding::here(format!("{message}: {target}, {}", property.name)).under(target));
            continue;
        }
        let map = renamed.to_mut();
        map.remove(property.name);
        map.insert(target, value.clone());
    }
    renamed
}

fn unknown_entries(table: &[Property], entries: &Map) -> Vec<Finding> {
    let known = |name: &str| table.iter().any(|p| p.name == name);
    let surplus = entries.keys().map(model::Key::as_str).filter(|name| !known(name));
    surplus.map(|name| Finding::unknown(name, table.iter().map(|p| p.name))).collect()
}

/// One property: `None` if it is neither given nor has a default.
fn entry(property: &Property, given: Option<&Value>) -> Result<Option<Value>, Vec<Finding>> {
    let under = |findings: Vec<Finding>| findings.into_iter().map(|f| f.under(property.name)).collect();
    match given {
        Some(value) => checked(property, value).map(Some).map_err(under),
        None if property.default.is_some() => checked(property, &Value::Null).map(Some).map_err(under),
        None if property.required => Err(vec![Finding::here(format!("Property {} not assigned", property.name))]),
        None => Ok(None),
    }
}

/// A given value, converted and held against the constraints.
pub(crate) fn checked(property: &Property, value: &Value) -> Result<Value, Vec<Finding>> {
    let converted = convert(property, value)?;
    let converted = if property.secret && !converted.has_unknown() { converted.into_secret() } else { converted };
    if converted.has_unknown() {
        return Ok(converted);
    }
    match constraint::check(property.constraints, &property.kind, &converted) {
        Ok(()) => Ok(converted),
        Err(message) => Err(vec![Finding::here(message)]),
    }
}

/// The findings of the type's own rules about resolved properties.
pub fn validate(kind: &ResourceType, resolved: &Value) -> Vec<Finding> {
    let hook = match &kind.shape {
        resource::Shape::Flow(flow) => flow.validate,
        resource::Shape::Nested(nested) => nested.validate,
        resource::Shape::Placeholder(check) => *check,
    };
    hook.and_then(|hook| hook(resolved).err()).map(Finding::from).into_iter().collect()
}

/// The update policies of a type: an empty table for types that have none.
pub fn update_policy(kind: &ResourceType) -> &'static [Property] {
    match kind.name {
        "OS::Heat::ResourceGroup" => heat::resource_group::UPDATE_POLICY,
        "OS::Heat::InstanceGroup" => heat::instance_group::UPDATE_POLICY,
        "AWS::AutoScaling::AutoScalingGroup" => aws::auto_scaling_auto_scaling_group::UPDATE_POLICY,
        "OS::Heat::SoftwareDeploymentGroup"
        | "OS::Heat::SoftwareDeployments"
        | "OS::Heat::StructuredDeploymentGroup"
        | "OS::Heat::StructuredDeployments" => heat::software_deployment_group::UPDATE_POLICY,
        _ => &[],
    }
}

/// Whether a table has a schema for what is inside of such a property.
pub(crate) fn has_inner(kind: &PropertyKind) -> bool {
    matches!(kind, PropertyKind::Map([_, ..]) | PropertyKind::List([_, ..]))
}
