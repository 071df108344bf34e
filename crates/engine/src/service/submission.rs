//! From what a client sent to a submission: documents read, environments merged, hidden values marked secret.
//!
//! Not here: what the template means (`definition`), and whether it is accepted (`planning`).

use super::{Document, Error, Result, Sent};
use crate::Site;
use model::submission::Submission;
use model::value::{Key, Map, Value};
use model::{Diagnostics, SourceId};
use std::collections::BTreeMap;
use std::sync::Arc;
use template::parameter::Parameters;
use template::{Environment, Template, environment};

/// What a PATCH builds on.
pub(super) struct Base<'a> {
    /// The newest submission.
    pub(super) submission: &'a Submission,
    /// Parameters that go back to their defaults.
    pub(super) clear: &'a [String],
}

/// Settings where the request does not say: a new stack's, or those of the stack that is updated.
pub(super) struct Defaults {
    /// Tags.
    pub(super) tags: Vec<String>,
    /// Minutes until an operation fails.
    pub(super) timeout_mins: Option<u32>,
    /// Whether a failure is left as it is.
    pub(super) disable_rollback: bool,
}

/// A submission, and what reading it told beside.
pub(super) struct Assembled {
    /// The submission.
    pub(super) submission: Submission,
    /// Whether any parameter must not change.
    pub(super) immutable: bool,
}

/// The submission of a request. `adopt` is the document of an abandoned stack; it brings template and environment along. What the site
/// says of types lies beneath the environment, and stays with the submission: a later change of it does not change stacks that are there.
pub(super) fn assemble(
    site: &Site,
    sent: &Sent,
    base: Option<&Base<'_>>,
    defaults: Defaults,
    adopt: Option<&Map>,
) -> Result<Assembled> {
    let template = template_text(sent, base, adopt)?;
    let mut files = base.map(|base| base.submission.files.clone()).unwrap_or_default();
    if let Some(Value::Map(given)) = adopt.and_then(|adopt| adopt.get("files")) {
        files.extend(given.iter().map(|(name, text)| (name.as_str().to_owned(), text.python_str())));
    }
    files.extend(sent.files.clone());
    for (name, text) in &site.files {
        files.entry(name.clone()).or_insert_with(|| text.clone());
    }
    let schemata = schemata(&template, &files);
    let own = self::schemata(&template, &BTreeMap::new());
    let environment = above(site, environment(sent, base, adopt, &files, (&schemata, &own))?);
    let submission = Submission {
        format: Submission::FORMAT,
        template,
        files,
        environment: hide(environment, &schemata),
        environment_files: sent.environment_files.clone(),
        adopt: adopt.and_then(|adopt| adopt.get("resources")).and_then(Value::as_map).cloned().unwrap_or_default(),
        tags: tags(sent.tags.clone().unwrap_or(defaults.tags))?,
        timeout_mins: sent.timeout_mins.or(defaults.timeout_mins),
        disable_rollback: sent.disable_rollback.unwrap_or(defaults.disable_rollback),
        facts: Map::new(),
    };
    Ok(Assembled { submission, immutable: schemata.values().any(|parameter| parameter.immutable) })
}

/// The environment with what the site says beneath it.
fn above(site: &Site, environment: Map) -> Map {
    if site.registry.is_empty() {
        return environment;
    }
    let beneath = Map::from_iter([("resource_registry".into(), Value::Map(Arc::new(site.registry.clone())))]);
    overlay(&beneath, &environment)
}

fn template_text(sent: &Sent, base: Option<&Base<'_>>, adopt: Option<&Map>) -> Result<String> {
    if let Some(adopt) = adopt {
        return match adopt.get("template") {
            Some(Value::Str(text)) => Ok(text.to_string()),
            Some(document) if document.as_map().is_some() => Ok(document.to_json().to_string()),
            Some(_) | None => Err(bad("Invalid adopt data: 'template'")),
        };
    }
    match (&sent.template, base) {
        (Some(Document::Text(text)), _) => Ok(text.clone()),
        (Some(Document::Object(object)), _) => Ok(serde_json::Value::Object(object.clone()).to_string()),
        (None, Some(base)) => Ok(base.submission.template.clone()),
        (None, None) => Err(bad("No template specified")),
    }
}

/// A document of a request as a mapping.
pub(super) fn mapping(document: &Document, what: &str) -> Result<Map> {
    match document {
        Document::Object(object) => match Value::from_json(serde_json::Value::Object(object.clone())) {
            Value::Map(map) => Ok(Arc::unwrap_or_clone(map)),
            _ => Ok(Map::new()),
        },
        Document::Text(text) => {
            let (map, findings) = Environment::parse(text, SourceId(1), what);
            match (map, findings.has_errors()) {
                (Some(map), false) => Ok(map),
                _ => Err(malformed(findings, what)),
            }
        }
    }
}

/// An environment that is an object is held to the same sections as one that is text.
fn well_formed(environment: &serde_json::Map<String, serde_json::Value>) -> Result<()> {
    let text = serde_json::Value::Object(environment.clone()).to_string();
    let (_, findings) = Environment::parse(&text, SourceId(1), "Environment");
    if findings.has_errors() { Err(malformed(findings, "Environment")) } else { Ok(()) }
}

/// Findings about a document, in the words of Heat's API, which refuses it before the engine sees it.
fn malformed(findings: Diagnostics, what: &str) -> Error {
    let first = findings.first_error().map(|finding| (finding.code.clone(), finding.message.clone()));
    let (code, message) = first.unwrap_or_else(|| ("malformed".to_owned(), String::new()));
    Error::refused("HTTPBadRequest", &code, format!("{what} not in valid format: {message}"))
        .edit(|refused| refused.diagnostics = findings)
}

fn environment(
    sent: &Sent,
    base: Option<&Base<'_>>,
    adopt: Option<&Map>,
    files: &BTreeMap<String, String>,
    (schemata, own): (&Parameters, &Parameters),
) -> Result<Map> {
    // Clients that send the names of environment files send the merged environment too, for older servers.
    let mut given = match &sent.environment {
        Some(document) if sent.environment_files.is_empty() => {
            if let Document::Object(object) = document {
                well_formed(object)?;
            }
            mapping(document, "Environment")?
        }
        Some(_) | None => Map::new(),
    };
    if let Some(Value::Map(taken)) = adopt.and_then(|adopt| adopt.get("environment")) {
        given = overlay(taken, &given);
    }
    let mut parameters = section(&given, "parameters");
    for (name, value) in &sent.parameters {
        parameters.insert(name.as_str(), Value::from_json(value.clone()));
    }
    given.insert("parameters", Value::Map(Arc::new(parameters)));
    let (merged, findings) = environment::merge(&sent.environment_files, files, &given, schemata);
    findings.into_result(()).map_err(Error::from)?;
    let Some(base) = base else {
        return Ok(merged);
    };
    let mut existing = base.submission.environment.clone();
    let mut kept = section(&existing, "parameters");
    for name in base.clear {
        kept.remove(name);
    }
    existing.insert("parameters", Value::Map(Arc::new(kept)));
    let mut whole = overlay(&existing, &merged);
    // As in Heat, a value for a parameter that the template does not have goes by without a word, old or sent.
    let kept: Map =
        section(&whole, "parameters").into_iter().filter(|(name, _)| own.contains_key(name.as_str())).collect();
    whole.insert("parameters", Value::Map(Arc::new(kept)));
    Ok(whole)
}

/// `above` laid over `below`, mapping by mapping; anything else is replaced.
fn overlay(below: &Map, above: &Map) -> Map {
    let mut whole = below.clone();
    for (key, value) in above {
        let merged = match (below.at(key), value) {
            // A parameter's value is one thing, even if it is a mapping.
            (Some(Value::Map(old)), Value::Map(new))
                if ["parameters", "parameter_defaults"].contains(&key.as_str()) =>
            {
                Value::Map(Arc::new(old.iter().chain(new.iter()).map(|(k, v)| (k.clone(), v.clone())).collect()))
            }
            (Some(Value::Map(old)), Value::Map(new)) => Value::Map(Arc::new(overlay(old, new))),
            _ => value.clone(),
        };
        whole.insert(key.clone(), merged);
    }
    whole
}

fn section(environment: &Map, name: &str) -> Map {
    environment.get(name).and_then(Value::as_map).cloned().unwrap_or_default()
}

/// The parameters of the template and of the templates among the files; the template's own win.
pub(super) fn schemata(template: &str, files: &BTreeMap<String, String>) -> Parameters {
    let mut all = Parameters::new();
    let nested = files.iter().filter(|(_, text)| text.contains("heat_template_version"));
    for (name, text) in nested {
        if let (Some(template), _) = Template::parse(text, SourceId(0), Some(name)) {
            all.extend(template.parameters);
        }
    }
    if let (Some(template), _) = Template::parse(template, SourceId(0), None) {
        all.extend(template.parameters);
    }
    all
}

/// Values of hidden parameters get their secret marks before anything is stored.
fn hide(environment: Map, schemata: &Parameters) -> Map {
    let secret = |key: &Key, value: Value| match schemata.get(key.as_str()) {
        Some(parameter) if parameter.hidden => value.into_secret(),
        Some(_) | None => value,
    };
    let hidden = |section: Value| match section {
        Value::Map(map) => {
            Value::map(Arc::unwrap_or_clone(map).into_iter().map(|(key, value)| (key.clone(), secret(&key, value))))
        }
        other => other,
    };
    let marked = |(key, value): (Key, Value)| {
        let holds_values = ["parameters", "parameter_defaults"].contains(&key.as_str());
        (key, if holds_values { hidden(value) } else { value })
    };
    environment.into_iter().map(marked).collect()
}

/// Tags that Heat would take.
pub(super) fn tags(tags: Vec<String>) -> Result<Vec<String>> {
    for tag in &tags {
        let fault = match tag {
            tag if tag.chars().count() > 80 => "is longer than 80 characters",
            tag if tag.contains(',') => "contains a comma",
            _ => continue,
        };
        return Err(Error::refused("ValueError", "invalid_tag", format!("Invalid tag, \"{tag}\" {fault}")));
    }
    Ok(tags)
}

fn bad(message: &str) -> Error {
    Error::refused("HTTPBadRequest", "bad_request", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn map(json: serde_json::Value) -> Map {
        Value::from_json(json).as_map().cloned().unwrap()
    }

    #[test]
    fn a_later_environment_is_laid_over_an_earlier_one() {
        let below =
            map(json!({"parameters": {"a": {"x": 1}, "b": 2}, "resource_registry": {"A": "a.yaml", "B": "b.yaml"}}));
        let above = map(json!({"parameters": {"a": {"y": 2}}, "resource_registry": {"B": "c.yaml"}}));
        let whole = Value::Map(Arc::new(overlay(&below, &above))).to_json();
        assert_eq!(
            whole,
            json!({"parameters": {"a": {"y": 2}, "b": 2}, "resource_registry": {"A": "a.yaml", "B": "c.yaml"}})
        );
    }

    #[test]
    fn tags_are_judged_as_heat_does() {
        assert!(tags(vec!["a,b".to_owned()]).is_err());
        assert!(tags(vec!["x".repeat(81)]).is_err());
        assert_eq!(tags(vec!["prod".to_owned()]).unwrap(), ["prod"]);
    }
}
