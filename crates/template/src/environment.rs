//! Environments: parameter values and the registry of types.

mod merge;
mod registry;

use crate::{codes, suggest};
pub use merge::merge;
pub use model::hook::{Hook, Restriction};
use model::value::{Map, Value};
use model::{Diagnostic, Diagnostics, SourceId, Span};
pub use registry::Registry;
use std::sync::Arc;
use yaml::{Limits, Node};

/// An environment, typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Environment {
    /// Values of parameters, for the root template.
    pub parameters: Map,
    /// Values where a template has a parameter of that name, in nested templates too.
    pub parameter_defaults: Map,
    /// Names of parameters whose values are kept sealed, as given.
    pub encrypted_param_names: Value,
    /// Where events are sent, as given.
    pub event_sinks: Value,
    /// The registry of types.
    pub registry: Registry,
}

/// What a type name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// This type (after all aliases), to be looked up in the catalogue.
    Type(String),
    /// This template, by file name or URL.
    Template(String),
}

const PARAMETERS: &str = "parameters";
const DEFAULTS: &str = "parameter_defaults";
const REGISTRY: &str = "resource_registry";
const ENCRYPTED: &str = "encrypted_param_names";
const SINKS: &str = "event_sinks";
const STRATEGIES: &str = "parameter_merge_strategies";
const SECTIONS: [&str; 6] = [PARAMETERS, REGISTRY, DEFAULTS, ENCRYPTED, SINKS, STRATEGIES];

impl Environment {
    /// Parses an environment file to the map that a client would send.
    pub fn parse(text: &str, source: SourceId, file: &str) -> (Option<Map>, Diagnostics) {
        let (node, mut findings) = read(text, source);
        let map = node.and_then(|node| sections(&node, &mut findings));
        if !file.is_empty() {
            for finding in &mut findings.0 {
                finding.file.get_or_insert_with(|| file.to_owned());
            }
        }
        if findings.has_errors() { (None, findings) } else { (map, findings) }
    }

    /// The typed form of an environment's map.
    pub fn from_map(map: &Map) -> (Environment, Diagnostics) {
        let mut findings = Diagnostics::default();
        let (registry, refused) = Registry::from_value(map.get(REGISTRY).unwrap_or(&Value::Null));
        findings.extend(refused);
        let mut section = |name: &str| match map.get(name).map(Value::reveal) {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Map(section)) => (**section).clone(),
            Some(other) => {
                let message =
                    format!("The section \"{name}\" of the environment must be a mapping, not {}", other.python_type());
                findings.push(
                    Diagnostic::error(codes::ENVIRONMENT_SHAPE, message).class("ValueError").at(name, Span::NONE),
                );
                Map::new()
            }
        };
        let defaults = section(DEFAULTS);
        let parameters = if map.contains_key(PARAMETERS) { section(PARAMETERS) } else { flat(map) };
        let list =
            |name: &str| map.get(name).filter(|given| !given.is_null()).cloned().unwrap_or_else(|| Value::list([]));
        let environment = Environment {
            parameters,
            parameter_defaults: defaults,
            encrypted_param_names: list(ENCRYPTED),
            event_sinks: list(SINKS),
            registry,
        };
        (environment, findings)
    }

    /// The map again, as Heat shows it: all sections, in one form.
    pub fn to_map(&self) -> Map {
        let map = |section: &Map| Value::Map(Arc::new(section.clone()));
        let list = |given: &Value| if given.is_null() { Value::list([]) } else { given.clone() };
        [
            (REGISTRY, self.registry.to_value()),
            (PARAMETERS, map(&self.parameters)),
            (DEFAULTS, map(&self.parameter_defaults)),
            (SINKS, list(&self.event_sinks)),
            (ENCRYPTED, list(&self.encrypted_param_names)),
        ]
        .into_iter()
        .map(|(name, section)| (name.into(), section))
        .collect()
    }

    /// The environment of a stack nested in resource `holder` of this one: the same registry and defaults without values of parameters.
    /// Entries of the registry for `holder` become entries for what is in it.
    #[must_use]
    pub fn nested(&self, holder: &str) -> Environment {
        Environment {
            parameters: Map::new(),
            parameter_defaults: self.parameter_defaults.clone(),
            encrypted_param_names: Value::Null,
            event_sinks: self.event_sinks.clone(),
            registry: self.registry.nested(holder),
        }
    }
}

/// The engine also takes an environment without a `parameters` section: all that is no section is a parameter.
fn flat(map: &Map) -> Map {
    let is_section = |key: &str| SECTIONS.contains(&key) && key != STRATEGIES;
    map.iter().filter(|(key, _)| !is_section(key.as_str())).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// YAML first; JSON can say a few things that YAML cannot (escaped pairs of surrogates).
fn read(text: &str, source: SourceId) -> (Option<Node>, Diagnostics) {
    let (node, findings) = yaml::parse_yaml(text, source, Limits::default());
    if node.is_none()
        && text.trim_start().starts_with('{')
        && let Ok(value) = yaml::parse_json(text)
    {
        return (Some(Node::from_value(&value)), Diagnostics::default());
    }
    (node, findings)
}

fn sections(node: &Node, findings: &mut Diagnostics) -> Option<Map> {
    if node.is_null() {
        return Some(Map::new());
    }
    let Some(entries) = node.as_map() else {
        let message = "The environment is not a valid YAML mapping data type.";
        findings.push(Diagnostic::error(codes::ENVIRONMENT_SHAPE, message).class("ValueError").at("", node.span));
        return None;
    };
    for (key, entry) in entries {
        let name = key.as_str();
        let refused = |message: String| {
            Diagnostic::error(codes::ENVIRONMENT_SECTION, message).class("ValueError").at(name, entry.key_span)
        };
        if !SECTIONS.contains(&name) {
            let mut finding = refused(format!("environment has wrong section \"{name}\""));
            finding.hint = suggest::did_you_mean(name, SECTIONS);
            findings.push(finding);
        } else if entry.value.is_null() {
            findings.push(refused(format!("environment has empty section \"{name}\"")));
        }
    }
    match node.to_value() {
        Value::Map(map) => Some(Arc::unwrap_or_clone(map)),
        _ => None,
    }
}
