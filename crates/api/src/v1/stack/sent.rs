//! What a create, an update, a preview or a validation brings: Heat's loosely typed body, read into the service's form.

use crate::fault::Fault;
use crate::query::{parse_bool, parse_int, parse_tags};
use engine::service::{Document, Sent};
use model::goal::{Class, SweepPolicy};
use model::revision::Source;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// Whether a template must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// It must.
    Template,
    /// It may be missing: the stack's own is meant, or that of the adopted document.
    Nothing,
}

/// Reads what is common to all of these requests; what is read is taken from the body.
pub(crate) fn sent(body: &mut Map<String, Json>, need: Need) -> Result<Sent, Fault> {
    if !body.get("files_container").unwrap_or(&Json::Null).is_null() {
        return Err(Fault::new("NotSupported", "files_container", "files_container is not supported."));
    }
    let environment_files: Vec<String> = list(body, "environment_files")?;
    let environment = document(body, "environment")?;
    let (sweep, sweep_after_secs) = text(body, "sweep")?.as_deref().map(sweep).transpose()?.unzip();
    Ok(Sent {
        timeout_mins: timeout(body)?,
        tags: tags(body)?,
        template: template(body, need)?,
        // Heat looks at the merged environment only where the files that it was merged from are not given.
        environment: if environment_files.is_empty() { environment } else { None },
        files: files(body)?,
        environment_files,
        parameters: object(body, "parameters")?,
        disable_rollback: flag(body, "disable_rollback")?,
        sweep,
        sweep_after_secs: sweep_after_secs.flatten(),
        limit: text(body, "limit")?.as_deref().map(class).transpose()?,
        message: text(body, "message")?,
        source: source(body)?,
        client_token: text(body, "client_token")?,
    })
}

/// The stack's name, which a create must give.
pub(crate) fn name(body: &mut Map<String, Json>) -> Result<String, Fault> {
    match body.remove("stack_name") {
        None => Err(Fault::bad_request("no_stack_name", "No stack name specified")),
        Some(Json::String(name)) => Ok(name),
        Some(other) => Err(Fault::new(
            "StackValidationFailed",
            "stack_name",
            format!("Invalid stack name {other}, must be a string"),
        )),
    }
}

/// A create does not converge.
pub(crate) fn no_converge(body: &Map<String, Json>) -> Result<(), Fault> {
    if body.contains_key("converge") {
        let message = "converge flag only supported in stack update (or update preview) request.";
        return Err(Fault::bad_request("converge", message));
    }
    Ok(())
}

/// True or false, given as such or as text.
pub(crate) fn flag(body: &mut Map<String, Json>, key: &str) -> Result<Option<bool>, Fault> {
    let flag = body.remove(key).map(|value| parse_bool(key, &python_text(&value))).transpose();
    // Heat's engine reads these two, and its exceptions are others than those of the edge.
    flag.map_err(|fault| if matches!(key, "disable_rollback" | "converge") { fault.class("ValueError") } else { fault })
}

/// A text.
pub(crate) fn text(body: &mut Map<String, Json>, key: &str) -> Result<Option<String>, Fault> {
    match body.remove(key) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(_) => Err(Fault::bad_request(key, format!("The value of '{key}' is not a text."))),
    }
}

/// A list of texts; a single text is a list of one.
pub(crate) fn list(body: &mut Map<String, Json>, key: &str) -> Result<Vec<String>, Fault> {
    let wrong = || Fault::bad_request(key, format!("The value of '{key}' is not a list of texts."));
    match body.remove(key) {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::String(text)) => Ok(vec![text]),
        Some(Json::Array(items)) => {
            items.into_iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
        }
        Some(_) => Err(wrong()),
    }
}

/// Text, or an object.
pub(crate) fn document(body: &mut Map<String, Json>, key: &str) -> Result<Option<Document>, Fault> {
    match body.remove(key) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(Document::Text(text))),
        Some(Json::Object(object)) => Ok(Some(Document::Object(object))),
        Some(_) => Err(Fault::malformed(key)),
    }
}

/// A class of destruction.
pub(crate) fn class(word: &str) -> Result<Class, Fault> {
    word.parse().map_err(|_| {
        let known: Vec<_> = Class::ALL.iter().map(|class| class.as_str()).collect();
        Fault::bad_request("class", format!("Unknown class \"{word}\", known are: {}.", known.join(", ")))
    })
}

/// Classes of destruction.
pub(crate) fn classes(words: &[String]) -> Result<Vec<Class>, Fault> {
    words.iter().map(|word| class(word)).collect()
}

/// When superseded objects are removed: `immediate`, `manual`, `after:` and seconds.
pub(crate) fn sweep(word: &str) -> Result<(SweepPolicy, Option<u32>), Fault> {
    let after = word.strip_prefix("after:").map(str::parse::<u32>);
    match (after, word.parse()) {
        (Some(Ok(secs)), _) => Ok((SweepPolicy::After, Some(secs))),
        (None, Ok(policy @ (SweepPolicy::Immediate | SweepPolicy::Manual))) => Ok((policy, None)),
        _ => Err(Fault::bad_request(
            "sweep",
            format!("Unknown sweep \"{word}\", known are: immediate, manual, after: and a number of seconds."),
        )),
    }
}

/// Where the template is, Heat looks at most once.
fn template(body: &mut Map<String, Json>, need: Need) -> Result<Option<Document>, Fault> {
    if let Some(template) = document(body, "template")? {
        return Ok(Some(template));
    }
    if let Some(url) = body.remove("template_url").filter(|url| !url.is_null()) {
        let message = format!("Could not retrieve template: {} is not fetched by the server.", python_text(&url));
        return Err(Fault::bad_request("template_url", message));
    }
    match need {
        Need::Template => Err(Fault::bad_request("no_template", "No template specified")),
        Need::Nothing => Ok(None),
    }
}

fn files(body: &mut Map<String, Json>) -> Result<BTreeMap<String, String>, Fault> {
    let files = object(body, "files")?;
    let text = |value: Json| match value {
        Json::String(text) => text,
        other => other.to_string(),
    };
    Ok(files.into_iter().map(|(name, value)| (name, text(value))).collect())
}

fn object(body: &mut Map<String, Json>, key: &str) -> Result<Map<String, Json>, Fault> {
    match body.remove(key) {
        None | Some(Json::Null) => Ok(Map::new()),
        Some(Json::Object(object)) => Ok(object),
        Some(_) => Err(Fault::malformed(key)),
    }
}

/// Minutes; nothing and zero leave the default.
fn timeout(body: &mut Map<String, Json>) -> Result<Option<u32>, Fault> {
    match body.remove("timeout_mins") {
        None | Some(Json::Null) => Ok(None),
        Some(value) => Ok(Some(parse_int("timeout_mins", &python_text(&value))?).filter(|minutes| *minutes > 0)),
    }
}

/// Tags, separated by commas; the empty text takes them away.
fn tags(body: &mut Map<String, Json>) -> Result<Option<Vec<String>>, Fault> {
    match body.remove("tags") {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) if text.is_empty() => Ok(Some(Vec::new())),
        Some(Json::String(text)) => parse_tags(&text).map(Some),
        Some(other) => {
            Err(Fault::new("AttributeError", "tags", format!("Invalid tags, not a text with commas: {other}")))
        }
    }
}

fn source(body: &mut Map<String, Json>) -> Result<Option<Source>, Fault> {
    match body.remove("source") {
        None | Some(Json::Null) => Ok(None),
        Some(value) => serde_json::from_value(value)
            .map(Some)
            .map_err(|error| Fault::bad_request("source", format!("Invalid source: {error}"))),
    }
}

/// What Python's `str` makes of a value, as far as Heat's messages and checks see it.
fn python_text(value: &Json) -> String {
    match value {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(body: Json) -> Result<Sent, Fault> {
        let Json::Object(mut body) = body else { panic!("an object") };
        sent(&mut body, Need::Nothing)
    }

    #[test]
    fn heats_strictness() {
        for bad in [
            json!({"timeout_mins": -1}),
            json!({"timeout_mins": "ten"}),
            json!({"timeout_mins": 1.5}),
            json!({"timeout_mins": true}),
            json!({"disable_rollback": "yes"}),
            json!({"disable_rollback": null}),
            json!({"tags": ["a"]}),
            json!({"tags": "x".repeat(81)}),
            json!({"parameters": []}),
            json!({"template": 1}),
            json!({"template_url": "http://x/y"}),
            json!({"sweep": "after:"}),
            json!({"sweep": "after"}),
            json!({"limit": "all"}),
        ] {
            assert!(read(bad.clone()).is_err(), "{bad}");
        }
        let good = json!({"timeout_mins": "60", "disable_rollback": "False", "tags": "a,b", "sweep": "after:60", "limit": "replace"});
        let sent = read(good).unwrap();
        assert_eq!((sent.timeout_mins, sent.disable_rollback), (Some(60), Some(false)));
        assert_eq!(sent.tags, Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!((sent.sweep, sent.sweep_after_secs), (Some(SweepPolicy::After), Some(60)));
    }

    #[test]
    fn a_merged_environment_counts_only_without_its_files() {
        let body = json!({"environment": {"parameters": {}}, "environment_files": ["e.yaml"]});
        assert_eq!(read(body).unwrap().environment, None);
        assert!(read(json!({"environment": "parameters: {}"})).unwrap().environment.is_some());
    }
}
