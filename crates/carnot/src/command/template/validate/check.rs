//! Checking one file: all findings, each with its place.

use super::find::{Kind, Target};
use crate::command::stack::source::Values;
use crate::command::template::{Material, each};
use crate::render::diagnostic::{self, Found};
use anyhow::Result;
use client::pack::{Error, Packed};
use model::value::{Map, Value};
use model::{Diagnostic, Diagnostics, SourceId};
use serde_json::{Map as JsonMap, Value as Json};
use std::collections::BTreeSet;
use std::sync::Arc;
use template::Environment;

/// A file that was checked.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    /// The file.
    pub(super) target: Target,
    /// What is wrong, and where.
    pub(super) findings: Vec<(Diagnostic, Option<Found>)>,
    /// Parameters that nobody gave a value.
    pub(super) missing: Vec<String>,
}

impl Checked {
    fn new(target: &Target, findings: Diagnostics, find: &dyn Fn(&Diagnostic) -> Option<Found>) -> Self {
        let found = |finding: Diagnostic| {
            let place = find(&finding);
            (finding, place)
        };
        Self { target: target.clone(), findings: findings.0.into_iter().map(found).collect(), missing: Vec::new() }
    }

    /// A file that could not be checked.
    pub(super) fn failed(target: &Target, message: &str) -> Self {
        let place = Found { name: target.name.clone(), text: String::new(), range: None };
        Self::new(target, Diagnostic::error("", message).into(), &|_| Some(place.clone()))
    }
}

/// Checks a file. `known` are types that other files define.
pub(super) fn one(
    target: &Target,
    values: &Values,
    parameters: &JsonMap<String, Json>,
    known: &BTreeSet<String>,
) -> Result<Checked> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let packed = match target.kind {
        Kind::Template => runtime.block_on(client::pack::pack(Some(&target.name), &values.environments)),
        Kind::Environment => runtime.block_on(client::pack::pack(None, std::slice::from_ref(&target.name))),
    };
    Ok(match (packed, target.kind) {
        (Err(Error::Invalid { url, text, findings }), _) => {
            Checked::new(target, findings, &diagnostic::in_text(&url, &text))
        }
        (Err(other), _) => Checked::failed(target, &other.to_string()),
        (Ok(packed), Kind::Template) => template(target, packed, parameters, known),
        (Ok(packed), Kind::Environment) => environment(target, &packed),
    })
}

fn template(target: &Target, packed: Packed, parameters: &JsonMap<String, Json>, known: &BTreeSet<String>) -> Checked {
    let (mut material, mut findings) = Material::of(packed, parameters.clone());
    let mut missing = Vec::new();
    if !findings.has_errors() {
        let (_, told) = template::Template::parse(&material.submission.template, SourceId(0), None);
        findings.extend(told);
    }
    if !findings.has_errors() {
        missing = material.assume();
        stand_in(&mut material.submission.environment, known);
        match material.tree() {
            Ok(mut tree) => findings.extend(each(&mut tree, &mut |_, _| ())),
            Err(refused) => findings = refused,
        }
    }
    Checked { missing, ..Checked::new(target, findings, &diagnostic::in_packed(&material.packed)) }
}

/// Types that are defined elsewhere are taken for the type that accepts anything, unless the environment says what they are.
fn stand_in(environment: &mut Map, known: &BTreeSet<String>) {
    if known.is_empty() {
        return;
    }
    let registry = environment.get("resource_registry").and_then(Value::as_map);
    let mut registry = registry.cloned().unwrap_or_default();
    for name in known {
        if !registry.contains_key(name) {
            registry.insert(name.as_str(), Value::str("OS::Heat::None"));
        }
    }
    environment.insert("resource_registry", Value::Map(Arc::new(registry)));
}

fn environment(target: &Target, packed: &Packed) -> Checked {
    let origin = packed.environment_files.first().and_then(|name| packed.origins.get(name));
    let text = origin.map(|origin| origin.text.clone()).unwrap_or_default();
    let (map, mut findings) = Environment::parse(&text, SourceId(0), "");
    if let Some(map) = map {
        findings.extend(Environment::from_map(&map).1);
    }
    Checked::new(target, findings, &diagnostic::in_text(&target.name, &text))
}
