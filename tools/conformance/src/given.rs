//! What a case brings along, in the forms of the engine: submissions, answers of resources that exist, types that the case presupposes.

use crate::shown;
use catalog::Catalog;
use definition::{Identity, Limits, Source};
use model::ResourcePath;
use model::submission::Submission;
use model::value::{Map, Value};
use resource::{Attribute, Live, Member, Nested, Property, PropertyKind, ResourceType, Rollback, Shape, Support};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// A map of a case; empty if there is none.
pub(crate) fn map(json: Option<&Json>) -> Map {
    json.map(shown::taken).and_then(|value| value.as_map().cloned()).unwrap_or_default()
}

/// Files by name.
pub(crate) fn files(json: Option<&Json>) -> BTreeMap<String, String> {
    let entries = json.and_then(Json::as_object).into_iter().flatten();
    entries.map(|(name, text)| (name.clone(), text.as_str().unwrap_or_default().to_owned())).collect()
}

/// A template's text: itself, or the JSON of an object.
pub(crate) fn text(template: &Json) -> String {
    template.as_str().map_or_else(|| shown::taken(template).python_json(), str::to_owned)
}

/// A submission.
pub(crate) fn submission(template: &Json, files: BTreeMap<String, String>, environment: Map) -> Submission {
    Submission { template: text(template), files, environment, ..Submission::default() }
}

/// The root stack that the suites are about.
pub(crate) fn identity(name: &str, id: &str) -> Identity {
    Identity {
        id: id.parse().unwrap_or(model::StackId(Default::default())),
        name: name.to_owned(),
        project: "test_tenant_id".to_owned(),
    }
}

/// Everything that a tree is made of. Heat's limit of a template's size was raised for the corpus.
pub(crate) fn source<'a>(submission: &'a Submission, catalog: Catalog, identity: &'a Identity) -> Source<'a> {
    let limits = Limits { max_template_bytes: 10 << 20, ..Limits::default() };
    Source { submission, catalog, identity, limits }
}

/// Resources that exist, as a case tells: `{name: {ref_id, attributes}}`.
pub(crate) struct Told<'a>(pub(crate) &'a Json);

impl Told<'_> {
    fn of(&self, path: &ResourcePath, key: &str) -> Option<&Json> {
        self.0.get(path.name())?.get(key)
    }
}

impl Live for Told<'_> {
    fn reference(&self, path: &ResourcePath) -> Value {
        self.of(path, "ref_id").map(shown::taken).unwrap_or_default()
    }

    /// Attributes by name, whole, or as a list of keys and values where a key is a name or a name with the path below it.
    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        let attributes = self.of(path, "attributes")?;
        let Some(entries) = attributes.as_array() else {
            return attributes.get(name).map(|value| (shown::taken(value), 0));
        };
        let key: Vec<Json> = [Json::from(name)].into_iter().chain(rest.iter().map(Value::to_json)).collect();
        let fits = |entry: &&Json| match entry.get(0) {
            Some(Json::Array(parts)) => *parts == key,
            Some(single) => key.len() == 1 && key.first() == Some(single),
            None => false,
        };
        let found = entries.iter().find(fits)?.get(1)?;
        Some((shown::taken(found), rest.len()))
    }

    fn exists(&self, path: &ResourcePath) -> bool {
        let action = self.of(path, "action").and_then(Json::as_str);
        self.0.get(path.name()).is_some() && !matches!(action, Some("INIT" | "DELETE" | "RESTORE"))
    }

    fn is_known(&self, path: &ResourcePath) -> bool {
        self.0.get(path.name()).is_some()
    }

    fn is_whole(&self, path: &ResourcePath) -> bool {
        let part = |key: &str| self.of(path, key).and_then(Json::as_str);
        self.exists(path) && part("status") != Some("FAILED") && part("action") != Some("ROLLBACK")
    }
}

/// The types of a template, each with the properties that are given to it and the attributes that the case tells by name.
pub(crate) fn catalog_of(template: &Json, data: &Json) -> Catalog {
    let names: BTreeSet<&str> = data
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(_, resource)| resource.get("attributes")?.as_array())
        .flatten()
        .filter_map(|entry| entry.get(0)?.as_str())
        .filter(|name| *name != "show")
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    let kind = |(name, properties): (&String, &Vec<String>)| &*Box::leak(Box::new(any(name, properties, &names)));
    let types: Vec<&'static ResourceType> = types(template).iter().map(kind).collect();
    Catalog::with(Box::leak(types.into_boxed_slice()))
}

/// A type that takes what it is given. Tables of types live as long as the program; a tool's life is short.
fn any(name: &str, properties: &[String], attributes: &[&str]) -> ResourceType {
    let word = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let table: Vec<Property> = properties.iter().map(|name| Property::new(word(name), PropertyKind::Any)).collect();
    let attributes: Vec<Attribute> = attributes.iter().map(|name| Attribute::new(word(name), None)).collect();
    ResourceType {
        name: word(name),
        support: Support::ALWAYS,
        properties: Box::leak(table.into_boxed_slice()),
        attributes: Box::leak(attributes.into_boxed_slice()),
        // Types that are nested stacks have whatever attributes their members have.
        shape: Shape::Nested(&Nested {
            expand: |_, _| resource::Expansion::Unknown,
            attribute: |_: &Member<'_>, _, _| None,
            reference: None,
            runtime: |member| member.runtime.clone(),
            validate: None,
            batches: None,
        }),
        rollback: Rollback::PLAIN,
    }
}

/// The types of a template's resources with the names of the properties that are given to them.
pub(crate) fn types(template: &Json) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let sections = ["resources", "Resources"].into_iter().filter_map(|key| template.get(key)?.as_object());
    for resource in sections.flatten().map(|(_, resource)| resource) {
        let either = |hot: &str, cfn: &str| resource.get(hot).or_else(|| resource.get(cfn)).cloned();
        let Some(Json::String(name)) = either("type", "Type") else { continue };
        let names = found.entry(name).or_default();
        if let Some(Json::Object(properties)) = either("properties", "Properties") {
            names.extend(properties.into_iter().map(|(name, _)| name));
        }
        names.sort();
        names.dedup();
    }
    found
}
