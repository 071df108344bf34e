//! Parameters: their schemata, what `POST /validate` says of them, their values and how they are shown.

use crate::judge::Judge;
use crate::{given, shown};
use catalog::Catalog;
use definition::{Tree, describe};
use model::submission::Submission;
use model::value::{Map, Value};
use model::{SourceId, StackPath};
use serde_json::{Map as JsonMap, Value as Json, json};
use std::collections::BTreeMap;
use template::Template;

/// A template with parameters, and values for them.
pub(crate) fn ask(case: &Json, expect: &Json, judge: &mut Judge<'_>) {
    let template = case.get("template").unwrap_or(&Json::Null);
    let environment = given::map(case.get("env"));
    let submission = given::submission(template, BTreeMap::new(), environment.clone());
    let identity = given::identity("oracle", "11111111-2222-3333-4444-555555555555");
    let sketch = Tree::sketch(given::source(&submission, Catalog::builtin(), &identity));
    let schema = expect.get("schema").unwrap_or(&Json::Null);
    if schema.get("error").is_some() {
        return judge.compare("schema", schema, &shown::outcome(&sketch));
    }
    let groups = expect.get("groups").filter(|groups| groups.get("error").is_some());
    if let Some(wanted) = groups.or(expect.get("validate_schema_only")) {
        judge.compare("validate_schema_only", wanted, &shown::outcome(&sketch));
    }
    if groups.is_some() {
        return;
    }
    values(template, BTreeMap::new(), environment, expect, judge);
    described(&submission, expect, judge);
}

/// `validate`, `values` and `shown` of the parameters of a template.
pub(crate) fn values(
    template: &Json,
    files: BTreeMap<String, String>,
    environment: Map,
    expect: &Json,
    judge: &mut Judge<'_>,
) {
    let submission = given::submission(template, files, environment);
    let identity = given::identity("oracle", "11111111-2222-3333-4444-555555555555");
    let tree = Tree::new(given::source(&submission, Catalog::builtin(), &identity));
    judge.compare("validate", expect.get("validate").unwrap_or(&Json::Null), &shown::outcome(&tree));
    let Ok(tree) = tree else { return };
    let root = StackPath::root();
    let (Some(values), Some(template)) = (tree.parameters(&root), tree.template(&root)) else { return };
    let own = || template.parameters.values().filter_map(|p| Some((p, values.get(&*p.name)?)));
    if let Some(wanted) = expect.get("values") {
        let got: JsonMap<_, _> = own().map(|(p, value)| (p.name.to_string(), shown::value(value))).collect();
        judge.compare("values", wanted, &got.into());
    }
    if let Some(wanted) = expect.get("shown") {
        let text = |value: &Value, kind| json!(describe::text(kind, value));
        let got: JsonMap<_, _> = own().map(|(p, value)| (p.name.to_string(), text(value, p.kind))).collect();
        judge.compare("shown", wanted, &got.into());
    }
}

/// The entries of `POST /validate`.
fn described(submission: &Submission, expect: &Json, judge: &mut Judge<'_>) {
    let (Some(wanted), (Some(template), _)) =
        (expect.get("api"), Template::parse(&submission.template, SourceId(0), None))
    else {
        return;
    };
    let section = |name: &str| submission.environment.get(name).and_then(Value::as_map).cloned().unwrap_or_default();
    let (values, defaults) = (section("parameters"), section("parameter_defaults"));
    let entry = |p: &template::Parameter| describe::parameter(p, defaults.get(&p.name), values.get(&p.name));
    let got: JsonMap<_, _> = template.parameters.values().map(|p| (p.name.to_string(), entry(p))).collect();
    judge.compare("api", wanted, &got.into());
}
