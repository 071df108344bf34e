//! Merging environment files in order, each by its own `parameter_merge_strategies`.

use super::{DEFAULTS, Environment, PARAMETERS, STRATEGIES};
use crate::codes;
use crate::parameter::{ParameterKind, Parameters};
use model::value::{Key, Map, Value};
use model::{Diagnostic, Diagnostics, SourceId, Span};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strategy {
    Overwrite,
    Merge,
    DeepMerge,
}

impl Strategy {
    const ALL: [Strategy; 3] = [Self::Overwrite, Self::Merge, Self::DeepMerge];

    fn word(self) -> &'static str {
        match self {
            Self::Overwrite => "overwrite",
            Self::Merge => "merge",
            Self::DeepMerge => "deep_merge",
        }
    }

    fn of(value: Option<&Value>) -> Option<Strategy> {
        let word = value?.as_str()?;
        Self::ALL.into_iter().find(|strategy| strategy.word() == word)
    }
}

/// Merges environment files (`names`, in order, out of `files`) into `first`, the environment of the request itself, which Heat starts
/// with, by the `parameter_merge_strategies` of each file. `schemata` are the parameters of the template and of the templates among the
/// files. Without files `first` comes back as it is.
pub fn merge(
    names: &[String],
    files: &BTreeMap<String, String>,
    first: &Map,
    schemata: &Parameters,
) -> (Map, Diagnostics) {
    let mut merged = first.clone();
    let mut findings = Diagnostics::default();
    let mut chosen = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let Some(text) = files.get(name) else {
            let message = format!("The environment file {name} is not among the files");
            let finding =
                Diagnostic::error(codes::ENVIRONMENT_MISSING, message).class("KeyError").in_file(name.as_str());
            findings.push(finding);
            continue;
        };
        let source = SourceId(u32::try_from(index + 1).unwrap_or(u32::MAX));
        let (parsed, told) = Environment::parse(text, source, name);
        findings.extend(told);
        let Some(mut parsed) = parsed else { continue };
        let strategies = parsed.remove(STRATEGIES).unwrap_or_default();
        let mut merger = Merger { schemata, strategies: &strategies, chosen: &mut chosen, file: name };
        for (section, value) in parsed.iter().filter(|(_, value)| !is_empty(value)) {
            let section = section.as_str();
            match merger.section(&merged, section, value) {
                Ok(value) => {
                    merged.insert(section, value);
                }
                Err(refused) => findings.push(refused.in_file(name.as_str())),
            }
        }
    }
    (merged, findings)
}

fn is_empty(value: &Value) -> bool {
    match value.reveal() {
        Value::Null => true,
        Value::Map(map) => map.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Str(text) => text.is_empty(),
        Value::Bool(_) | Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Unknown(_) | Value::Secret(_) => {
            false
        }
    }
}

struct Merger<'a> {
    schemata: &'a Parameters,
    strategies: &'a Value,
    /// How the earlier files merged each parameter: later ones must not differ.
    chosen: &'a mut HashMap<String, Strategy>,
    file: &'a str,
}
impl Merger<'_> {
    fn section(&mut self, merged: &Map, section: &str, value: &Value) -> Result<Value, Diagnostic> {
        let old = merged.get(section).filter(|old| !is_empty(old));
        match (section, old, value) {
            (PARAMETERS | DEFAULTS, _, Value::Map(new)) => self.parameters(section, old.and_then(Value::as_map), new),
            (PARAMETERS | DEFAULTS, ..) => {
                let message = format!("'{}' object has no attribute 'items'", value.python_type());
                Err(Diagnostic::error(codes::ENVIRONMENT_SHAPE, message)
                    .class("AttributeError")
                    .at(section, Span::NONE))
            }
            (_, None, _) => Ok(value.clone()),
            (_, Some(old), Value::Map(new)) => {
                merge_maps(Some(old), new, false).map_err(|fault| self.refused(section, "", fault))
            }
            // Heat merges no lists here: names and sinks of several files are refused.
            (_, Some(_), other) => {
                let message = format!("'{}' object has no attribute 'items'", other.python_type());
                let finding = Diagnostic::error(codes::ENVIRONMENT_SHAPE, message).class("AttributeError");
                Err(finding.at(section, Span::NONE).hint(format!("say {section} in one file only")))
            }
        }
    }

    fn parameters(&mut self, section: &str, old: Option<&Map>, new: &Map) -> Result<Value, Diagnostic> {
        let known =
            |schemata: &Parameters, key: &Key, value: &Value| schemata.contains_key(key.as_str()) && !value.is_null();
        for (key, _) in new.iter().filter(|(key, value)| known(self.schemata, key, value)) {
            self.choose(section, key.as_str())?;
        }
        let Some(old) = old else { return Ok(Value::Map(Arc::new(new.clone()))) };
        let mut merged = old.clone();
        for (key, value) in new.iter().filter(|(key, value)| known(self.schemata, key, value)) {
            let name = key.as_str();
            let value = match (self.chosen.get(name).copied(), self.schemata.get(name).map(|p| p.kind)) {
                (Some(strategy @ (Strategy::Merge | Strategy::DeepMerge)), Some(kind)) => {
                    let deep = strategy == Strategy::DeepMerge;
                    one(old.get(name), value, kind, deep).map_err(|fault| self.refused(section, name, fault))?
                }
                _ => value.clone(),
            };
            merged.insert(key.clone(), value);
        }
        Ok(Value::Map(Arc::new(merged)))
    }

    fn choose(&mut self, section: &str, name: &str) -> Result<(), Diagnostic> {
        let default = Strategy::of(self.strategies.get("default")).unwrap_or(Strategy::Overwrite);
        let earlier = self.chosen.get(name).copied();
        let strategy = match self.strategies.get(name) {
            Some(given) => Strategy::of(Some(given)).unwrap_or(default),
            None => earlier.unwrap_or(default),
        };
        if earlier.is_some_and(|earlier| earlier != strategy) {
            let message = format!(
                "Conflicting merge strategy '{}' for parameter '{name}' in file '{}'.",
                strategy.word(),
                self.file
            );
            return Err(Diagnostic::error(codes::MERGE_STRATEGY, message)
                .class("ConflictingMergeStrategyForParam")
                .at(format!("{section}.{name}"), Span::NONE));
        }
        self.chosen.insert(name.to_owned(), strategy);
        Ok(())
    }

    fn refused(&self, section: &str, name: &str, fault: Fault) -> Diagnostic {
        let (class, message) = match fault {
            Fault::Strategy => {
                ("InvalidMergeStrategyForParam", format!("Invalid merge strategy 'merge' for parameter '{name}'."))
            }
            Fault::Value(text) => ("ValueError", format!("Invalid parameter in environment {text}.")),
            Fault::Kind(text) => ("TypeError", text),
            Fault::Attribute(text) => ("AttributeError", text),
        };
        let path = if name.is_empty() { section.to_owned() } else { format!("{section}.{name}") };
        Diagnostic::error(codes::MERGE_STRATEGY, message).class(class).at(path, Span::NONE)
    }
}

enum Fault {
    /// Values of this type cannot be merged.
    Strategy,
    /// The value does not have the type's form.
    Value(String),
    /// Python stumbles over the value's type.
    Kind(String),
    /// Python misses a method of the value.
    Attribute(String),
}

/// One parameter's value merged into the earlier one.
fn one(old: Option<&Value>, new: &Value, kind: ParameterKind, deep: bool) -> Result<Value, Fault> {
    if kind == ParameterKind::Json {
        let parsed = |value: &Value| match value.as_str() {
            Some("") => Ok(value.clone()),
            Some(text) => yaml::parse_json(text).map_err(Fault::Value),
            None => Ok(value.clone()),
        };
        let new = parsed(new)?;
        return match new.as_map() {
            Some(map) => merge_maps(old, map, deep),
            None if old.is_none_or(is_empty) => Ok(new),
            None => Err(Fault::Attribute(format!("'{}' object has no attribute 'items'", new.python_type()))),
        };
    }
    if new.as_str().is_none() && new.as_list().is_none() {
        return Err(Fault::Value(String::new()));
    }
    match kind {
        ParameterKind::List => lists(old, new),
        ParameterKind::String => join(old.unwrap_or(&Value::str("")), new, ""),
        ParameterKind::Number => match (old.map(Value::reveal), new.reveal()) {
            (Some(Value::Str(_)), Value::Str(_)) => join(old.unwrap_or(&Value::Null), new, ""),
            (old, new) => {
                let kind = |value: &Value| value.python_type();
                let old = old.map_or("int", kind);
                Err(Fault::Kind(format!("unsupported operand type(s) for +: '{old}' and '{}'", kind(new))))
            }
        },
        ParameterKind::Boolean | ParameterKind::Json => Err(Fault::Strategy),
    }
}

/// Python's `between.join([old, new])`.
fn join(old: &Value, new: &Value, between: &str) -> Result<Value, Fault> {
    let text = |value: &Value, place: usize| match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => {
            let kind = value.python_type();
            Err(Fault::Kind(format!("sequence item {place}: expected str instance, {kind} found")))
        }
    };
    Ok(Value::from(format!("{}{between}{}", text(old, 0)?, text(new, 1)?)))
}

fn lists(old: Option<&Value>, new: &Value) -> Result<Value, Fault> {
    let Some(old) = old.filter(|old| !is_empty(old)) else { return Ok(new.clone()) };
    match (old.reveal(), new.reveal()) {
        (Value::List(old), Value::List(new)) => Ok(Value::list(old.iter().chain(new.iter()).cloned())),
        (old, Value::List(_)) => {
            Err(Fault::Attribute(format!("'{}' object has no attribute 'extend'", old.python_type())))
        }
        (old, new) => join(old, new, ","),
    }
}

/// A mapping merged into an earlier one; nulls leave what is there. Deep: mappings within too, lists and texts one after the other.
fn merge_maps(old: Option<&Value>, new: &Map, deep: bool) -> Result<Value, Fault> {
    let old = match old.filter(|old| !is_empty(old)).map(|old| (old.as_map(), old)) {
        None => return Ok(Value::Map(Arc::new(new.clone()))),
        Some((Some(map), _)) => map,
        Some((None, other)) => {
            let message = match other.reveal() {
                Value::List(_) => "list indices must be integers or slices, not str".to_owned(),
                other => format!("'{}' object does not support item assignment", other.python_type()),
            };
            return Err(Fault::Kind(message));
        }
    };
    let mut merged = old.clone();
    for (key, value) in new.iter().filter(|(_, value)| !value.is_null()) {
        let earlier = old.at(key);
        let filled = earlier.filter(|earlier| !is_empty(earlier));
        let value = match (filled, value.reveal()) {
            (Some(earlier), Value::Map(inner)) if deep => merge_maps(Some(earlier), inner, deep)?,
            (Some(earlier), Value::List(_)) if deep => lists(Some(earlier), value)?,
            (_, Value::Str(_)) if deep => join(earlier.unwrap_or(&Value::str("")), value, "")?,
            _ => value.clone(),
        };
        merged.insert(key.clone(), value);
    }
    Ok(Value::Map(Arc::new(merged)))
}
