//! Functions and queries: one output of a template, evaluated.

use crate::judge::Judge;
use crate::{given, shown};
use definition::{Opened, Tree};
use model::submission::Submission;
use model::value::{Map, Value};
use model::{Diagnostics, StackPath};
use resource::live::Nothing;
use serde_json::{Map as JsonMap, Value as Json, json};

/// The resource that holds the stack of a case that asks what is around it.
const HOLDER: &str = "holder";
/// The file of its template.
const FILE: &str = "case.yaml";

/// A template whose output `out` holds the expression.
pub(crate) fn ask(case: &Json, expect: &Json, judge: &mut Judge<'_>) {
    let template = case.get("template").unwrap_or(&Json::Null);
    let part = |key: &str| case.get(key).and_then(Json::as_str);
    let identity = given::identity(part("stack_name").unwrap_or("suite_stack"), part("stack_id").unwrap_or_default());
    let data = case.get("resource_data").cloned().unwrap_or_default();
    let catalog = given::catalog_of(template, &data);
    let (submission, stack) = submission(case, template);
    let source = given::source(&submission, catalog, &identity);
    let live = given::Told(&data);
    let null = Json::Null;
    let error = |stage: &str| expect.get(stage).filter(|answer| answer.get("error").is_some());
    // Heat's three moments: making the stack, validating it, evaluating the output. Ours may find a fault at an earlier one.
    let validate = error("validate").map(|error| whole_path(error, template));
    let wanted: Vec<&Json> = match (error("parse"), &validate, error("resolve")) {
        (Some(parse), _, _) => vec![parse],
        (None, Some(validate), resolve) => [Some(validate), resolve].into_iter().flatten().collect(),
        (None, None, Some(resolve)) => vec![resolve],
        (None, None, None) => vec![expect.get("result").unwrap_or(&null)],
    };
    let tree = Tree::tolerant(source).and_then(|tree| opened(tree, &stack));
    let got = match &tree {
        Err(findings) => shown::first(findings),
        Ok(tree) => match tree.outputs(&stack, &live).get("out").map(|out| &out.value) {
            None => Json::Null,
            Some(Ok(value)) => unstored(part("stack_id"), shown::value(value)),
            Some(Err(finding)) => shown::error(finding),
        },
    };
    judge.compare_any("result", &wanted, &got);
    if let (Some(conditions), Ok(tree)) = (expect.get("conditions"), &tree) {
        let wanted = conditions.get("values").unwrap_or(conditions);
        for (name, wanted) in wanted.as_object().into_iter().flatten() {
            let got = match tree.condition(&stack, name, &Nothing) {
                None => Json::Null,
                Some(Ok(value)) => shown::value(&value),
                Some(Err(finding)) => shown::error(&finding),
            };
            judge.compare("conditions", wanted, &got);
        }
    }
}

/// The error of an output that is validated alone, as one of the whole stack: Heat puts the way to the output before it.
fn whole_path(error: &Json, template: &Json) -> Json {
    let before = if template.get("Outputs").is_some() { "Outputs.out.Value" } else { "outputs.out.value" };
    let mut error = error.clone();
    let first = error.pointer("/error/path/0") == Some(&json!("Value"));
    if let Some(message) = error.pointer_mut("/error/message").filter(|_| first) {
        *message = json!(message.as_str().unwrap_or_default().replacen("Value", before, 1));
    }
    error
}

/// A stack that is not stored has no id; ours always have one.
fn unstored(id: Option<&str>, value: Json) -> Json {
    let none = model::StackId(Default::default()).to_string();
    if id.is_none() && value == json!(none) { json!("None") } else { value }
}

/// The submission of a case, and the stack in which the output is.
fn submission(case: &Json, template: &Json) -> (Submission, StackPath) {
    let environment = given::map(case.get("env"));
    let mut files = given::files(case.get("files"));
    let text = template.to_string();
    match case.get("parent") {
        Some(around) if text.contains("resource_facade") || text.contains("Fn::ResourceFacade") => {
            let mut holder = around.as_object().cloned().unwrap_or_default();
            holder.insert("type".to_owned(), json!(FILE));
            let section = |name: &str| environment.get(name).map_or_else(|| json!({}), Value::to_json);
            holder.insert("properties".to_owned(), section("parameters"));
            files.insert(FILE.to_owned(), text);
            let outer = json!({"heat_template_version": "2021-04-16", "resources": {HOLDER: holder}});
            let environment =
                Map::from_iter([("parameter_defaults".into(), shown::taken(&section("parameter_defaults")))]);
            (given::submission(&outer, files, environment), StackPath::root().resource(HOLDER).nested())
        }
        _ => (given::submission(template, files, environment), StackPath::root()),
    }
}

/// The tree with the stack open.
fn opened(mut tree: Tree, stack: &StackPath) -> Result<Tree, Diagnostics> {
    let Some(holder) = stack.holder() else { return Ok(tree) };
    // What is wrong with the resource around does not matter.
    match tree.expand(&holder, &Value::map::<model::Key>([]), &Map::new())? {
        Opened::Open | Opened::Unknown => Ok(tree),
    }
}

/// The conditions: true, false or an error.
pub(crate) fn truths(tree: &Tree, stack: &StackPath) -> Json {
    let entry = |(name, value): (String, Result<Value, model::Diagnostic>)| match value {
        Ok(value) => (name, shown::value(&value)),
        Err(finding) => (name, shown::error(&finding)),
    };
    Json::Object(tree.conditions(stack, &Nothing).into_iter().map(entry).collect::<JsonMap<_, _>>())
}
