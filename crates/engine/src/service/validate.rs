//! A template checked without a stack: its parameters for user interfaces, or the first fault.

use super::submission::{self, Defaults};
use super::{Caller, Error, Result, Service, Validate, Validated};
use crate::planning::facts;
use definition::describe::parameter;
use definition::{Kind, Opened, Tree};
use model::goal::StackAction;
use model::submission::Submission;
use model::value::Map;
use model::{ResourcePath, SourceId, StackPath, Value};
use resource::Shape;
use resource::live::Nothing;
use serde_json::{Map as JsonMap, Value as Json, json};
use template::{Environment, Template};

/// The only code that Heat lets a client pass over: the service of a type is not there.
const IGNORABLE: &str = "99001";

impl Service {
    /// Checks a template as far as that can be done without values for all parameters.
    pub async fn validate(&self, caller: &Caller, request: Validate) -> Result<Validated> {
        let unknown: Vec<_> = request.ignore_errors.iter().filter(|code| *code != IGNORABLE).collect();
        if !unknown.is_empty() {
            let listed = Value::list(unknown.iter().map(|code| Value::str(code.as_str()))).python_repr();
            let message = format!("Invalid codes in ignore_errors : {listed}");
            return Err(Error::refused("HTTPBadRequest", "invalid_ignore_errors", message));
        }
        let defaults = Defaults { tags: Vec::new(), timeout_mins: None, disable_rollback: true };
        let submission = submission::assemble(&request.sent, None, defaults, None)?.submission;
        let (template, findings) = Template::parse(&submission.template, SourceId(0), None);
        let template = match (template, findings.has_errors()) {
            (Some(template), false) => template,
            _ => return Err(findings.into()),
        };
        // As Heat calls it.
        let root = self.blank(caller, "dummy", StackAction::Create).await?;
        // That a parameter has no value yet is no fault of a template.
        let mut tree = facts::sketch(&self.ctx, &root, &submission)?;
        check(&mut tree, &StackPath::root())?;
        Ok(Validated { body: body(&template, &submission, &tree, request.show_nested) })
    }
}

/// Checks every resource, and opens nested stacks as far as their shape can be told.
fn check(tree: &mut Tree, stack: &StackPath) -> Result<()> {
    let order = tree.order(stack).map(<[ResourcePath]>::to_vec).unwrap_or_default();
    for path in order {
        let evaluated = tree.evaluate(&path, &Nothing)?;
        tree.validate(&path, &evaluated).into_result(())?;
        let nested = tree.node(&path).is_some_and(|node| match node.kind {
            Kind::Template => true,
            Kind::Type(kind) => matches!(kind.shape, Shape::Nested(_)),
        });
        if nested && tree.expand(&path, &evaluated.properties, &Map::new())? == Opened::Open {
            check(tree, &path.nested())?;
        }
    }
    Ok(())
}

fn body(template: &Template, submission: &Submission, tree: &Tree, show_nested: bool) -> Json {
    let environment = Environment::from_map(&submission.environment).0;
    let mut body = JsonMap::new();
    describe(&mut body, template, &environment.parameter_defaults, &environment.parameters);
    if show_nested {
        nested(&mut body, tree, &environment.parameter_defaults, &StackPath::root());
    }
    let mut sections = environment.to_map();
    sections.remove("encrypted_param_names");
    body.insert("Environment".to_owned(), Value::map(sections).to_json());
    Json::Object(body)
}

/// Description, parameters and their groups.
fn describe(body: &mut JsonMap<String, Json>, template: &Template, defaults: &Map, given: &Map) {
    let description = template.description.as_deref().unwrap_or("No description");
    body.insert("Description".to_owned(), json!(description));
    let parameters = template.parameters.iter();
    let described: JsonMap<_, _> = parameters
        .map(|(name, schema)| (name.to_string(), parameter(schema, defaults.get(name), given.get(name))))
        .collect();
    body.insert("Parameters".to_owned(), Json::Object(described));
    if let Some(groups) = template.document.get("parameter_groups").filter(|groups| !groups.is_null()) {
        body.insert("ParameterGroups".to_owned(), groups.to_value().to_json());
    }
}

fn nested(body: &mut JsonMap<String, Json>, tree: &Tree, defaults: &Map, stack: &StackPath) {
    let mut found = JsonMap::new();
    for path in tree.order(stack).unwrap_or_default() {
        let (Some(node), Some(template)) = (tree.node(path), tree.template(&path.nested())) else {
            continue;
        };
        let given = tree.environment(&path.nested()).and_then(|all| all.get("parameters").cloned());
        let given = given.as_ref().and_then(Value::as_map).cloned().unwrap_or_default();
        let mut inner = JsonMap::new();
        inner.insert("Type".to_owned(), json!(node.type_name));
        describe(&mut inner, template, defaults, &given);
        nested(&mut inner, tree, defaults, &path.nested());
        found.insert(path.name().to_owned(), Json::Object(inner));
    }
    if !found.is_empty() {
        body.insert("NestedParameters".to_owned(), Json::Object(found));
    }
}
