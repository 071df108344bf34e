//! Resource registries: reading, showing, look-ups, hooks, restrictions.

use crate::judge::Judge;
use crate::shown;
use serde_json::{Value as Json, json};
use template::Registry;
use template::environment::{Hook, Restriction, Target};

/// A registry and questions about it.
pub(crate) fn ask(case: &Json, expect: &Json, judge: &mut Judge<'_>) {
    let (registry, findings) = Registry::from_value(&shown::taken(case.get("registry").unwrap_or(&Json::Null)));
    judge.compare("load", expect.get("load").unwrap_or(&Json::Null), &shown::first(&findings));
    if findings.has_errors() {
        return;
    }
    if let Some(wanted) = expect.get("as_dict") {
        judge.compare("as_dict", wanted, &shown::value(&registry.to_value()));
    }
    let answers = |key: &str| expect.get(key).and_then(Json::as_array).into_iter().flatten();
    for answer in answers("lookups") {
        // A look-up that failed in the recording program itself is no answer of Heat's.
        if answer.pointer("/error/class") != Some(&json!("TypeError")) {
            lookup(&registry, answer, judge);
        }
    }
    for answer in answers("hooks") {
        let (name, hook) = (text(answer, "/q/name"), text(answer, "/q/hook"));
        let has = registry.hooks(name).into_iter().any(|known| word(known) == hook);
        judge.compare("hooks", answer.get("value").unwrap_or(answer), &json!(has));
    }
    for answer in answers("restricted") {
        let mut words: Vec<&str> = registry.restrictions(text(answer, "/q")).into_iter().map(forbidden).collect();
        words.sort_unstable();
        judge.compare("restricted", answer.get("value").unwrap_or(answer), &json!(words));
    }
}

fn lookup(registry: &Registry, answer: &Json, judge: &mut Judge<'_>) {
    let query = answer.pointer("/q/type").and_then(Json::as_str).unwrap_or_default();
    let target = registry.lookup(query, answer.pointer("/q/name").and_then(Json::as_str));
    let name = match target {
        Target::Type(name) | Target::Template(name) => name,
    };
    judge.compare(&format!("lookup of {query}"), answer.get("value").unwrap_or(answer), &json!(name));
}

fn text<'a>(answer: &'a Json, pointer: &str) -> &'a str {
    answer.pointer(pointer).and_then(Json::as_str).unwrap_or_default()
}

fn word(hook: Hook) -> &'static str {
    match hook {
        Hook::PreCreate => "pre-create",
        Hook::PreUpdate => "pre-update",
        Hook::PreDelete => "pre-delete",
        Hook::PostCreate => "post-create",
        Hook::PostUpdate => "post-update",
        Hook::PostDelete => "post-delete",
    }
}

fn forbidden(restriction: Restriction) -> &'static str {
    match restriction {
        Restriction::Update => "update",
        Restriction::Replace => "replace",
    }
}
