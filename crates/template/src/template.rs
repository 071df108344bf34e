//! The template as a whole.

use crate::parse::Cursor;
use crate::version::MAPPINGS;
use crate::{Expr, Output, Parameter, ParameterGroup, Resource, Version, codes, output, parameter, resource, suggest};
use indexmap::IndexMap;
use model::value::{Key, Value};
use model::{Diagnostic, Diagnostics, SourceId};
use std::sync::Arc;
use yaml::{Entry, Limits, Node};

/// A template of either language, typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its version.
    pub version: Version,
    /// Its description.
    pub description: Option<Arc<str>>,
    /// Its parameters, in order.
    pub parameters: IndexMap<Arc<str>, Parameter>,
    /// How the parameters are grouped for people.
    pub parameter_groups: Vec<ParameterGroup>,
    /// The fixed values of its section `Mappings`, unevaluated; null if it has none.
    pub mappings: Value,
    /// Its conditions: each a literal truth value, the name of another condition (literal text), or a call.
    pub conditions: IndexMap<Arc<str>, Expr>,
    /// Its resources, in order.
    pub resources: IndexMap<Arc<str>, Resource>,
    /// Its outputs, in order.
    pub outputs: IndexMap<Arc<str>, Output>,
    /// The whole document, for places ([`Node::locate`]).
    pub document: Node,
    /// The file or URL that it was read from; `None` for the template of the submission itself.
    pub file: Option<Arc<str>>,
}

impl Template {
    /// Parses a template's text. `file` is its name if it is not the submission's own template. What is well formed is in the template
    /// even if there are errors; no template at all if the text has no shape.
    pub fn parse(text: &str, source: SourceId, file: Option<&str>) -> (Option<Template>, Diagnostics) {
        let (document, mut findings) = yaml::parse(text, source, file, Limits::default());
        let document = document.filter(|document| {
            let said = Version::is_said_in(document);
            if !said {
                let finding = Diagnostic::error(codes::VERSION_MISSING, "Template format version not found.");
                findings.push(
                    finding
                        .class("ValueError")
                        .at("", document.span)
                        .hint("start with heat_template_version: 2018-08-31"),
                );
            }
            said
        });
        finish(document, file, findings)
    }

    /// The same of a document that is a value already (an expansion, a JSON body); it may hold secrets and unknowns.
    pub fn from_value(document: &Value, file: Option<&str>) -> (Option<Template>, Diagnostics) {
        let mut findings = Diagnostics::default();
        let document = Node::from_value(document);
        if document.as_map().is_none() {
            let finding = Diagnostic::error(codes::SECTION_SHAPE, "The template is not a JSON object or YAML mapping.");
            findings.push(finding.class("ValueError"));
            return finish(None, file, findings);
        }
        finish(Some(document), file, findings)
    }
}

fn finish(document: Option<Node>, file: Option<&str>, mut findings: Diagnostics) -> (Option<Template>, Diagnostics) {
    let template = document.and_then(|document| match Version::of_document(&document) {
        Ok(version) => Some(read(document, version, file, &mut findings)),
        Err(refused) => {
            findings.push(*refused);
            None
        }
    });
    if let Some(file) = file {
        for finding in &mut findings.0 {
            finding.file.get_or_insert_with(|| file.to_owned());
        }
    }
    (template, findings)
}

fn read(document: Node, version: Version, file: Option<&str>, findings: &mut Diagnostics) -> Template {
    let mut cursor = Cursor::new(version, findings);
    let words = version.words();
    for (key, entry) in document.as_map().into_iter().flatten() {
        check_section(&mut cursor, key, entry);
    }
    let description = document.get(words.description).filter(|node| !node.is_falsy());
    let parameters = section(&mut cursor, &document, words.parameters, parameter::schema::read);
    let parameter_groups = parameter::group::read(&mut cursor, document.get("parameter_groups"), &parameters);
    let conditions = conditions(&mut cursor, &document);
    let resources: IndexMap<Arc<str>, Resource> = section(&mut cursor, &document, words.resources, resource::read);
    let outputs = section(&mut cursor, &document, words.outputs, output::read);
    let twice: Vec<&Resource> = resources.values().filter(|resource| parameters.contains_key(&resource.name)).collect();
    if let Some(resource) = twice.first() {
        let names: Vec<String> = twice.iter().map(|resource| format!("'{}'", resource.name)).collect();
        let finding = Diagnostic::error(codes::DUPLICATE_NAME, format!("Duplicate names {{{}}}", names.join(", ")));
        cursor.push(finding.at(format!("{}.{}", words.resources, resource.name), resource.span));
    }
    Template {
        version,
        description: description.map(|node| node.to_value().python_str().into()),
        parameters,
        parameter_groups,
        mappings: document.get(MAPPINGS).filter(|_| !version.is_hot()).map(Node::to_value).unwrap_or_default(),
        conditions,
        resources,
        outputs,
        document,
        file: file.map(Into::into),
    }
}

fn check_section(cursor: &mut Cursor<'_>, key: &Key, entry: &Entry) {
    let name = key.as_str();
    if key.is_text() && cursor.version().sections().any(|section| section == name) {
        return;
    }
    let mut finding = Diagnostic::error(codes::SECTION_UNKNOWN, format!("The template section is invalid: {name}"))
        .class("InvalidTemplateSection")
        .at(name, entry.key_span);
    finding.hint = suggest::did_you_mean(name, cursor.version().sections());
    cursor.push(finding);
}

/// Reads each entry of a section; an empty one is an empty mapping, as Heat has it.
fn section<T>(
    cursor: &mut Cursor<'_>,
    document: &Node,
    name: &str,
    read: fn(&mut Cursor<'_>, &Arc<str>, &Entry) -> Option<T>,
) -> IndexMap<Arc<str>, T> {
    let mut read_entries = IndexMap::new();
    let Some(node) = document.get(name).filter(|node| !node.is_falsy()) else { return read_entries };
    let Some(entries) = node.as_map() else {
        let message = format!("'{}' object has no attribute 'items'", node.python_type());
        cursor.push(
            Diagnostic::error(codes::SECTION_SHAPE, message)
                .class("AttributeError")
                .at(name, node.span)
                .hint(format!("{name} must be a mapping")),
        );
        return read_entries;
    };
    for (key, entry) in entries {
        let key: Arc<str> = match key {
            Key::Str(text) => text.clone(),
            Key::Other(_, text) => text.clone(),
        };
        let read = cursor.within(name, |cursor| cursor.within(&key, |cursor| read(cursor, &key, entry)));
        read_entries.extend(read.map(|read| (key, read)));
    }
    read_entries
}

/// The conditions: each must be a truth value or a call.
fn conditions(cursor: &mut Cursor<'_>, document: &Node) -> IndexMap<Arc<str>, Expr> {
    let mut read = IndexMap::new();
    let section = cursor.version().words().conditions;
    let Some(node) = document.get(section).filter(|_| cursor.version().has_conditions()) else { return read };
    let Some(entries) = node.as_map() else {
        let found = node.python_type();
        let message =
            format!("Conditions validation error: Condition definitions must be a map. Found a {found} instead");
        cursor.push(Diagnostic::error(codes::SECTION_SHAPE, message).at(section, node.span));
        return read;
    };
    for (key, entry) in entries {
        let expr =
            cursor.within(section, |cursor| cursor.within(key.as_str(), |cursor| cursor.condition(&entry.value)));
        let fits = expr
            .as_literal()
            .map_or(!matches!(expr.kind, crate::ExprKind::List(_) | crate::ExprKind::Map(_)), |value| {
                matches!(value.reveal(), Value::Bool(_) | Value::Unknown(_))
            });
        if !fits {
            let message = format!(
                "Condition validation error: The definition of condition \"{}\" is invalid: {}",
                key.as_str(),
                entry.value.to_value().python_str()
            );
            let path = format!("{section}.{}", key.as_str());
            cursor.push(Diagnostic::error(codes::CONDITION, message).at(path, entry.value.span));
        }
        read.insert(key.as_str().into(), expr);
    }
    read
}
