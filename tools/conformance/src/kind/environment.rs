//! Environments: of a request, and files merged into it.

use crate::judge::Judge;
use crate::kind::parameter;
use crate::{given, shown};
use model::value::{Map, Value};
use model::{Diagnostics, SourceId};
use serde_json::{Value as Json, json};
use template::environment::merge;
use template::{Environment, Template};

/// What Heat puts into an environment without them before it merges.
const SECTIONS: [(&str, &str); 5] = [
    ("parameters", "{}"),
    ("resource_registry", "{}"),
    ("parameter_defaults", "{}"),
    ("encrypted_param_names", "[]"),
    ("event_sinks", "[]"),
];

/// A request's environment and files.
pub(crate) fn ask(case: &Json, expect: &Json, judge: &mut Judge<'_>) {
    let request = case.get("params").cloned().unwrap_or_else(|| json!({}));
    let read = request_of(&request);
    if let Some(wanted) = expect.get("request") {
        return judge.compare("request", wanted, &shown::outcome(&read));
    }
    let mut first = match read {
        Ok(first) => first,
        Err(findings) => return judge.compare("request", &json!("ok"), &shown::first(&findings)),
    };
    for (section, empty) in SECTIONS {
        if !first.contains_key(section) {
            first.insert(section, serde_json::from_str(empty).map(Value::from_json).unwrap_or_default());
        }
    }
    let template = case.get("template").unwrap_or(&Json::Null);
    let (parsed, _) = Template::parse(&given::text(template), SourceId(0), None);
    let schemata = parsed.map(|template| template.parameters).unwrap_or_default();
    let names = case.get("environment_files").and_then(Json::as_array).into_iter().flatten();
    let names: Vec<String> = names.filter_map(|name| name.as_str().map(str::to_owned)).collect();
    let files = given::files(case.get("files"));
    let (merged, findings) = merge(&names, &files, &first, &schemata);
    judge.compare("merge", expect.get("merge").unwrap_or(&Json::Null), &shown::first(&findings));
    if findings.has_errors() {
        return;
    }
    let mut compare = |part: &str, got: &Json| {
        if let Some(wanted) = expect.get(part) {
            judge.compare(part, wanted, got);
        }
    };
    compare("merged", &shown::value(&Value::map(merged.clone())));
    let (environment, findings) = Environment::from_map(&merged);
    compare("environment", &shown::first(&findings));
    let mut sections = environment.to_map();
    compare("env", &shown::value(&Value::map(sections.clone())));
    sections.remove("encrypted_param_names");
    compare("user_env", &shown::value(&Value::map(sections)));
    if expect.get("validate").is_some() {
        parameter::values(template, files, merged, expect, judge);
    }
}

/// The environment of a request as the service takes it.
fn request_of(request: &Json) -> Result<Map, Diagnostics> {
    let (map, findings) = Environment::parse(&request.to_string(), SourceId(0), "");
    let usual = map.unwrap_or_default();
    // What is read as text must be what was sent.
    findings.into_result(if usual.is_empty() { given::map(Some(request)) } else { usual })
}
