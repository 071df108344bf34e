//! Parameters as clients see them: their values as text, and the answer to `POST /validate`.

use crate::{Kind, Node, Tree};
use model::StackPath;
use model::value::{Map as Values, Value};
use serde_json::{Map, Value as Json, json};
use template::parameter::{Constraint, ConstraintKind, Parameter, ParameterKind};
use template::{Environment, Template};

/// A converted value as Heat shows it, which is Python's `str`; a hidden one as asterisks.
pub fn text(kind: ParameterKind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Secret(_)) => "******".to_owned(),
        (ParameterKind::Json, value) => value.python_json(),
        (ParameterKind::List, Value::List(items)) => items.iter().map(Value::python_str).collect::<Vec<_>>().join(","),
        (ParameterKind::List | ParameterKind::String | ParameterKind::Number | ParameterKind::Boolean, value) => {
            value.python_str()
        }
    }
}

/// The answer to `POST /validate` about the template of a tree; with `show_nested` also what is in the stacks that are open in it.
pub fn answer(tree: &Tree, environment: &Environment, show_nested: bool) -> Json {
    let root = StackPath::root();
    let mut body = Map::new();
    if let Some(template) = tree.template(&root) {
        document(&mut body, template, &environment.parameter_defaults, &environment.parameters);
    }
    if show_nested {
        nested(&mut body, tree, &environment.parameter_defaults, &root);
    }
    let mut sections = environment.to_map();
    sections.remove("encrypted_param_names");
    if let Some(Value::Map(registry)) = sections.get("resource_registry").cloned() {
        let mut registry = (*registry).clone();
        for (name, target) in found(tree) {
            if !registry.contains_key(&name) {
                registry.insert(name, target);
            }
        }
        sections.insert("resource_registry", Value::map(registry));
    }
    body.insert("Environment".to_owned(), Value::map(sections).to_json());
    Json::Object(body)
}

/// What Heat adds to the registry that it shows: the templates that resources name themselves, and the types behind other names.
fn found(tree: &Tree) -> Vec<(String, Value)> {
    let nodes = tree.order(&StackPath::root()).unwrap_or_default().iter().filter_map(|path| tree.node(path));
    let entry = |node: &Node| match node.kind {
        Kind::Template => Some((node.type_name.clone(), Value::str(node.type_name.as_str()))),
        Kind::Type(kind) if kind.name != node.type_name => Some((node.type_name.clone(), Value::str(kind.name))),
        Kind::Type(_) => None,
    };
    nodes.filter_map(entry).collect()
}

/// Description, parameters and their groups.
fn document(body: &mut Map<String, Json>, template: &Template, defaults: &Values, given: &Values) {
    // As it stands there, which is a text nearly always.
    let description = template.document.get(template.version.words().description).filter(|given| !given.is_falsy());
    let description = description.map_or_else(|| json!("No description"), |given| given.to_value().to_json());
    body.insert("Description".to_owned(), description);
    let parameters = template.parameters.iter();
    let described: Map<_, _> = parameters
        .map(|(name, schema)| (name.to_string(), parameter(schema, defaults.get(name), given.get(name))))
        .collect();
    body.insert("Parameters".to_owned(), Json::Object(described));
    if let Some(groups) = template.document.get("parameter_groups").filter(|groups| !groups.is_falsy()) {
        body.insert("ParameterGroups".to_owned(), groups.to_value().to_json());
    }
}

fn nested(body: &mut Map<String, Json>, tree: &Tree, defaults: &Values, stack: &StackPath) {
    let mut found = Map::new();
    for path in tree.order(stack).unwrap_or_default() {
        let (Some(node), Some(template)) = (tree.node(path), tree.template(&path.nested())) else {
            continue;
        };
        let given = tree.environment(&path.nested()).and_then(|all| all.get("parameters").cloned());
        let given = given.as_ref().and_then(Value::as_map).cloned().unwrap_or_default();
        let mut inner = Map::new();
        inner.insert("Type".to_owned(), json!(node.type_name));
        document(&mut inner, template, defaults, &given);
        nested(&mut inner, tree, defaults, &path.nested());
        found.insert(path.name().to_owned(), Json::Object(inner));
    }
    if !found.is_empty() {
        body.insert("NestedParameters".to_owned(), Json::Object(found));
    }
}

/// One entry of `Parameters` in the answer to `POST /validate`. `default` is the environment's, if it has one; `given` the value that
/// was sent along.
pub fn parameter(parameter: &Parameter, default: Option<&Value>, given: Option<&Value>) -> Json {
    let mut entry = Map::new();
    entry.insert("Type".into(), parameter.kind.cfn_word().into());
    entry.insert("Description".into(), parameter.description.as_deref().unwrap_or_default().into());
    entry.insert("NoEcho".into(), if parameter.hidden { "true" } else { "false" }.into());
    let label = parameter.label.as_ref().map_or_else(|| Json::from(&*parameter.name), Value::to_json);
    entry.insert("Label".into(), label);
    if let Some(default) = default.or(parameter.default.as_ref()).filter(|default| !default.is_null()) {
        entry.insert("Default".into(), default.to_json());
    }
    if let Some(given) = given.filter(|given| crate::evaluate::is_true(given)) {
        entry.insert("Value".into(), given.to_json());
    }
    if !parameter.tags.is_empty() {
        entry.insert("Tags".into(), parameter.tags.iter().map(|tag| Json::from(&**tag)).collect());
    }
    for constraint in &parameter.constraints {
        entry.extend(rule(&constraint.kind));
    }
    let sentences: Vec<&str> =
        parameter.constraints.iter().filter_map(|c: &Constraint| c.description.as_deref()).collect();
    if !sentences.is_empty() {
        entry.insert("ConstraintDescription".into(), sentences.join(" ").into());
    }
    Json::Object(entry)
}

fn rule(kind: &ConstraintKind) -> Vec<(String, Json)> {
    let bounds = |least: &str, most: &str, min: &Option<Value>, max: &Option<Value>| {
        let given = [(least, min), (most, max)];
        given.into_iter().filter_map(|(key, bound)| Some((key.to_owned(), bound.as_ref()?.to_json()))).collect()
    };
    match kind {
        ConstraintKind::Length { min, max } => bounds("MinLength", "MaxLength", min, max),
        ConstraintKind::Range { min, max } => bounds("MinValue", "MaxValue", min, max),
        ConstraintKind::Modulo { step, offset } => {
            vec![("Step".to_owned(), step.to_json()), ("Offset".to_owned(), offset.to_json())]
        }
        ConstraintKind::AllowedValues(values) => {
            vec![("AllowedValues".to_owned(), values.iter().map(Value::to_json).collect())]
        }
        ConstraintKind::AllowedPattern(pattern) => vec![("AllowedPattern".to_owned(), json!(&**pattern))],
        ConstraintKind::Custom(name) => vec![("CustomConstraint".to_owned(), json!(&**name))],
    }
}
