//! A resource of a template.

use crate::parse::Cursor;
use crate::{Expr, ExprKind, Version, codes, suggest};
use indexmap::IndexMap;
use model::value::{Key, Value};
use model::{Diagnostic, Span};
use std::sync::Arc;
use yaml::{Entry, Kind, Node};

/// A resource as the template describes it; every section unevaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its logical name.
    pub name: Arc<str>,
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub type_name: Arc<str>,
    /// Where the type stands.
    pub type_span: Span,
    /// Its properties: [`crate::ExprKind::Map`] (each property with its own span) or a call; `None` without the section.
    pub properties: Option<Expr>,
    /// Its metadata.
    pub metadata: Option<Expr>,
    /// Names that it depends on, with their places.
    pub depends_on: Vec<(Arc<str>, Span)>,
    /// Its deletion policy: text in one of the version's spellings (see [`crate::Version::deletion_policy`]), or a call.
    pub deletion_policy: Option<Expr>,
    /// Its update policy: a mapping or a call.
    pub update_policy: Option<Expr>,
    /// The object of somebody else that it stands for: text or a call.
    pub external_id: Option<Expr>,
    /// Whether it is wanted: a truth value, the name of a condition (literal text), or a call.
    pub condition: Option<Expr>,
    /// Its description.
    pub description: Option<Arc<str>>,
}

const KEYS: &[&str] =
    &["type", "properties", "metadata", "depends_on", "deletion_policy", "update_policy", "description"];
const LATER_KEYS: &[&str] = &["external_id", "condition"];

const NO_TYPE: &str = "Each resource must contain a type key.";
const NO_CFN_TYPE: &str = "Each Resource must contain a Type key.";

/// What a field must be, in the word that Heat's message has for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Object,
    Text,
    TextOrBool,
    /// The same, as CloudFormation templates are told.
    TextOrBoolean,
}

/// Reads a resource; nothing if it has no type.
pub(crate) fn read(cursor: &mut Cursor<'_>, name: &Arc<str>, entry: &Entry) -> Option<Resource> {
    let node = &entry.value;
    if name.is_empty() || name.contains('/') {
        let message = "Resource names must not be empty and must not contain a slash.";
        report(cursor, codes::RESOURCE_NAME, message.to_owned(), entry.key_span);
    }
    if node.is_falsy() {
        let message = if cursor.version().is_hot() { NO_TYPE } else { NO_CFN_TYPE };
        report(cursor, codes::RESOURCE_TYPE, message.to_owned(), entry.key_span);
        return None;
    }
    let version = cursor.version();
    let Some(fields) = node.as_map() else {
        let class = format!("[<class '{}'>]", node.python_type());
        let message = if version.is_hot() {
            format!("\"resources\" must contain a map of resource maps. Found a {class} instead")
        } else {
            format!("Resources must contain Resource. Found a {class} instead")
        };
        report(cursor, codes::RESOURCE_SHAPE, message, node.span);
        return None;
    };
    if version.is_hot() {
        check_keys(cursor, fields)
    } else {
        check_cfn_keys(cursor, fields)
    }
    let (type_name, type_span) = type_of(cursor, name, node, entry.key_span)?;
    let words = version.words();
    let conditional = if version.is_hot() { Want::TextOrBool } else { Want::TextOrBoolean };
    Some(Resource {
        name: name.clone(),
        span: entry.key_span,
        type_name,
        type_span,
        properties: field(cursor, name, node, words.properties, Want::Object),
        metadata: field(cursor, name, node, words.metadata, Want::Object),
        depends_on: depends_on(cursor, name, node),
        deletion_policy: deletion_policy(cursor, name, node),
        update_policy: field(cursor, name, node, words.update_policy, Want::Object),
        external_id: field_if(version.has_external_ids(), cursor, name, node, "external_id", Want::Text),
        condition: field_if(version.has_conditions(), cursor, name, node, words.condition, conditional),
        description: description(cursor, name, node),
    })
}

/// HOT takes no other keys than its own.
fn check_keys(cursor: &mut Cursor<'_>, fields: &IndexMap<Key, Entry>) {
    let later = LATER_KEYS.iter().filter(|_| cursor.version() >= Version::V20161014);
    let known: Vec<&str> = KEYS.iter().chain(later).copied().collect();
    for (key, field) in fields {
        let key = key.as_str();
        if !known.contains(&key) {
            // Older versions know the later keys well enough to refuse them in other words.
            let message = if LATER_KEYS.contains(&key) {
                format!("Invalid keyword(s) inside a resource definition: {key}")
            } else {
                format!("\"{key}\" is not a valid keyword inside a resource definition")
            };
            let path = format!("{}.{key}", cursor.path());
            let mut finding = Diagnostic::error(codes::RESOURCE_KEY, message).at(path, field.key_span);
            finding.hint = suggest::did_you_mean(key, known.iter().copied());
            cursor.push(finding);
        }
    }
}

/// Heat does not look at keys of CloudFormation resources that it does not know; whoever wrote them is told.
fn check_cfn_keys(cursor: &mut Cursor<'_>, fields: &IndexMap<Key, Entry>) {
    let version = cursor.version();
    let words = version.words();
    let own = [words.kind, words.properties, words.metadata, words.depends_on];
    let more = [words.deletion_policy, words.update_policy, words.about];
    let condition = version.has_conditions().then_some(words.condition);
    let known: Vec<&str> = own.into_iter().chain(more).chain(condition).collect();
    for (key, field) in fields {
        let key = key.as_str();
        if !known.contains(&key) {
            let path = format!("{}.{key}", cursor.path());
            let message = format!("\"{key}\" is not a keyword of a resource, and is not looked at");
            let mut finding = Diagnostic::warning(codes::RESOURCE_KEY, message).at(path, field.key_span);
            finding.hint = suggest::did_you_mean(key, known.iter().copied());
            cursor.push(finding);
        }
    }
}

fn report(cursor: &mut Cursor<'_>, code: &str, message: String, span: Span) {
    let path = cursor.path();
    cursor.push(Diagnostic::error(code, message).at(path, span));
}

fn type_of(cursor: &mut Cursor<'_>, name: &str, node: &Node, key: Span) -> Option<(Arc<str>, Span)> {
    let word = cursor.version().words().kind;
    let Some(given) = node.get(word) else {
        let message = if cursor.version().is_hot() { NO_TYPE } else { NO_CFN_TYPE };
        report(cursor, codes::RESOURCE_TYPE, message.to_owned(), key);
        return None;
    };
    if given.is_falsy() {
        report(cursor, codes::RESOURCE_TYPE, NO_CFN_TYPE.to_owned(), given.span);
        return None;
    }
    let text = given.as_text().cloned();
    if text.is_none() {
        misfit(cursor, name, word, "string", given.span);
    }
    text.map(|text| (text, given.span))
}

fn misfit(cursor: &mut Cursor<'_>, name: &str, key: &str, wanted: &str, span: Span) {
    let path = format!("{}.{key}", cursor.path());
    let message = format!("Resource {name} {key} type must be {wanted}");
    cursor.push(Diagnostic::error(codes::RESOURCE_FIELD, message).at(path, span));
}

fn field(cursor: &mut Cursor<'_>, name: &str, node: &Node, key: &str, want: Want) -> Option<Expr> {
    let given = node.get(key)?;
    let expr = cursor.within(key, |cursor| match want {
        Want::Object => cursor.sections(given),
        Want::Text => cursor.expr(given),
        Want::TextOrBool | Want::TextOrBoolean => cursor.condition(given),
    });
    let fits = match &expr.kind {
        ExprKind::Call(_) | ExprKind::Invalid(_) => true,
        ExprKind::Map(_) => want == Want::Object,
        ExprKind::List(_) => false,
        ExprKind::Literal(value) => match value.reveal() {
            Value::Map(_) => want == Want::Object,
            Value::Str(_) => want != Want::Object,
            Value::Bool(_) => matches!(want, Want::TextOrBool | Want::TextOrBoolean),
            Value::Unknown(_) => true,
            Value::Null | Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::List(_) | Value::Secret(_) => false,
        },
    };
    if fits {
        return Some(expr);
    }
    let wanted = match want {
        Want::Object => "object",
        Want::Text => "string",
        Want::TextOrBool => "string_or_boolean",
        Want::TextOrBoolean => "string or boolean",
    };
    misfit(cursor, name, key, wanted, given.span);
    None
}

fn field_if(there: bool, cursor: &mut Cursor<'_>, name: &str, node: &Node, key: &str, want: Want) -> Option<Expr> {
    if there { field(cursor, name, node, key, want) } else { None }
}

fn deletion_policy(cursor: &mut Cursor<'_>, name: &str, node: &Node) -> Option<Expr> {
    let word = cursor.version().words().deletion_policy;
    let expr = field(cursor, name, node, word, Want::Text)?;
    if let Some(text) = expr.as_text().filter(|text| cursor.version().deletion_policy(text).is_none()) {
        let path = format!("{}.{word}", cursor.path());
        let mut finding = Diagnostic::error(codes::DELETION_POLICY, format!("Invalid deletion policy \"{text}\""))
            .at(path, expr.span);
        finding.hint = suggest::did_you_mean(text, ["Delete", "Retain", "Snapshot"]);
        cursor.push(finding);
        return None;
    }
    Some(expr)
}

fn depends_on(cursor: &mut Cursor<'_>, name: &str, node: &Node) -> Vec<(Arc<str>, Span)> {
    let word = cursor.version().words().depends_on;
    let Some(given) = node.get(word) else { return Vec::new() };
    if let Some(text) = given.as_text() {
        // An empty text is nothing to Python.
        return if text.is_empty() { Vec::new() } else { vec![(text.clone(), given.span)] };
    }
    let Kind::List(items) = &given.kind else {
        misfit(cursor, name, word, "list or string", given.span);
        return Vec::new();
    };
    let mut names = Vec::with_capacity(items.len());
    for item in items.iter() {
        match item.as_text() {
            Some(text) => names.push((text.clone(), item.span)),
            None => {
                let path = format!("{}.{word}", cursor.path());
                let message = format!("Resource {name} {word} must be a list of strings");
                cursor.push(Diagnostic::error(codes::RESOURCE_FIELD, message).at(path, item.span));
            }
        }
    }
    names
}

fn description(cursor: &mut Cursor<'_>, name: &str, node: &Node) -> Option<Arc<str>> {
    let word = cursor.version().words().about;
    let given = node.get(word)?;
    let text = given.as_text().cloned();
    if text.is_none() {
        misfit(cursor, name, word, "string", given.span);
    }
    text
}
