//! Texts: what the reader of templates or environments makes of them.

use crate::judge::Judge;
use crate::shown;
use model::value::Value;
use model::{Diagnostics, SourceId};
use serde_json::{Value as Json, json};
use template::{Environment, Template};

/// `mode` is `simple` (any mapping), `parse` (with a version, too) or `environment`.
pub(crate) fn ask(case: &Json, expect: &Json, judge: &mut Judge<'_>) {
    let text = case.get("text").and_then(Json::as_str).unwrap_or_default();
    let read = match case.get("mode").and_then(Json::as_str) {
        Some("environment") => environment(text),
        Some("parse") => template(text),
        Some("simple") => simple(text),
        _ => return judge.tell("mode", json!(["simple", "parse", "environment"]), json!(case.get("mode")), false),
    };
    let got = match read {
        Ok(value) => shown::value(&value),
        Err(findings) => shown::first(&findings),
    };
    judge.compare("value", expect.get("value").unwrap_or(expect), &got);
}

fn simple(text: &str) -> Result<Value, Diagnostics> {
    let (node, findings) = yaml::parse(text, SourceId(0), None, yaml::Limits::default());
    findings.into_result(node.map(|node| node.to_value()).unwrap_or_default())
}

/// A template is refused here for its form only: by a finding that the text has, or because it says no version at all.
pub(crate) fn template(text: &str) -> Result<Value, Diagnostics> {
    let value = simple(text)?;
    let (_, findings) = Template::parse(text, SourceId(0), None);
    let formless = |message: &str| message == "Template format version not found.";
    match findings.first_error().filter(|finding| formless(&finding.message)) {
        Some(finding) => Err(finding.clone().into()),
        None => Ok(value),
    }
}

fn environment(text: &str) -> Result<Value, Diagnostics> {
    let (map, findings) = Environment::parse(text, SourceId(0), "");
    findings.into_result(map.map(|map| Value::Map(map.into())).unwrap_or_default())
}
