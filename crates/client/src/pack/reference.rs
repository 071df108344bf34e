//! Names of files in a document: found by python-heatclient's rules, which look at keys only and not at what they mean.

use model::Span;
use model::value::Value;
use yaml::{Kind, Node};

/// A name of a file in a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reference {
    /// Keys and list indices that lead to it.
    pub(super) path: Vec<String>,
    /// Where the scalar stands.
    pub(super) span: Span,
    /// The name.
    pub(super) text: String,
    /// What it is relative to, if not to the document.
    pub(super) base: Option<String>,
}

/// Whether a document is a template: it says which version of the language it is in.
pub(super) fn is_template(node: &Node) -> bool {
    ["heat_template_version", "HeatTemplateFormatVersion", "AWSTemplateFormatVersion"]
        .iter()
        .any(|key| node.get(key).is_some())
}

/// Names in a template: arguments of `get_file`, and types that are file names.
pub(super) fn of_template(node: &Node) -> Vec<Reference> {
    let mut found = Vec::new();
    walk(node, &mut Vec::new(), &mut found);
    found
}

fn walk(node: &Node, path: &mut Vec<String>, found: &mut Vec<Reference>) {
    match &node.kind {
        Kind::Scalar(_) => {}
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(index.to_string());
                walk(item, path, found);
                path.pop();
            }
        }
        Kind::Map(entries) => {
            for (key, entry) in entries.iter() {
                path.push(key.as_str().to_owned());
                match (key.as_str(), text(&entry.value)) {
                    ("get_file", Some(name)) => found.push(reference(path, &entry.value, name, None)),
                    ("type", Some(name)) if name.ends_with(".yaml") || name.ends_with(".template") => {
                        found.push(reference(path, &entry.value, name, None));
                    }
                    _ => walk(&entry.value, path, found),
                }
                path.pop();
            }
        }
    }
}

/// Names in the registry of an environment.
pub(super) fn of_environment(node: &Node) -> Vec<Reference> {
    let Some(registry) = node.get("resource_registry") else { return Vec::new() };
    let mut found = Vec::new();
    let root = vec!["resource_registry".to_owned()];
    let base = registry.get("base_url").and_then(text).map(str::to_owned);
    entries(registry, &root, base.as_deref(), &mut found);
    let Some(Kind::Map(resources)) = registry.get("resources").map(|node| &node.kind) else { return found };
    for (name, entry) in resources.iter() {
        let base = entry.value.get("base_url").and_then(text).map(str::to_owned).or_else(|| base.clone());
        let path = [root.clone(), vec!["resources".to_owned(), name.as_str().to_owned()]].concat();
        entries(&entry.value, &path, base.as_deref(), &mut found);
    }
    found
}

/// Entries of one level of a registry that name a template.
fn entries(node: &Node, path: &[String], base: Option<&str>, found: &mut Vec<Reference>) {
    let Kind::Map(map) = &node.kind else { return };
    for (key, entry) in map.iter() {
        let key = key.as_str();
        if matches!(key, "base_url" | "hooks" | "restricted_actions") {
            continue;
        }
        // A name with `::` is a type and not a file.
        if let Some(name) = text(&entry.value).filter(|name| !name.contains("::") && !name.is_empty()) {
            let path = [path, &[key.to_owned()]].concat();
            found.push(reference(&path, &entry.value, name, base.map(str::to_owned)));
        }
    }
}

fn reference(path: &[String], node: &Node, text: &str, base: Option<String>) -> Reference {
    Reference { path: path.to_vec(), span: node.span, text: text.to_owned(), base }
}

fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar(value) => Value::as_str(value),
        Kind::List(_) | Kind::Map(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::read;

    fn names(found: Vec<Reference>) -> Vec<String> {
        found.into_iter().map(|found| found.text).collect()
    }

    #[test]
    fn the_names_of_a_template() {
        let text = "\
heat_template_version: 2018-08-31
resources:
  a: {type: a.yaml}
  b: {type: OS::Heat::Value, properties: {value: {get_file: b.sh}}}
  c: {type: OS::Heat::ResourceGroup, properties: {resource_def: {type: c.template}}}
  d: {type: {get_file: not-a-text}}
  e: {type: E::yaml}
  f: {properties: {get_file: {get_param: name}}}
";
        assert_eq!(names(of_template(&read(text).0.unwrap())), ["a.yaml", "b.sh", "c.template", "not-a-text"]);
    }

    #[test]
    fn the_names_of_a_registry() {
        let text = "\
resource_registry:
  base_url: http://h/base
  My::Type: my.yaml
  Other::Type: OS::Heat::None
  resources:
    web:
      hooks: pre-create
      base_url: http://h/web
      Web::Type: web.yaml
    db*:
      restricted_actions: [replace]
      Db::Type: db.yaml
parameters: {type: x.yaml}
";
        let found = of_environment(&read(text).0.unwrap());
        let of = |index: usize| (found[index].text.as_str(), found[index].base.as_deref());
        assert_eq!(of(0), ("my.yaml", Some("http://h/base")));
        assert_eq!(of(1), ("web.yaml", Some("http://h/web")));
        assert_eq!(of(2), ("db.yaml", Some("http://h/base")));
        assert_eq!(found.len(), 3);
    }
}
