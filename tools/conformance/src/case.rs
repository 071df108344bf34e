//! One case: what kind it is, and asking it.

use crate::judge::{Judge, Judgement};
use crate::kind;
use serde_json::{Value as Json, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A case that was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its id.
    pub id: String,
    /// Its kind; empty if nobody knows it.
    pub kind: &'static str,
    /// Its family within the kind.
    pub family: String,
    /// What was judged; empty if Heat gives no answer that could be compared.
    pub judged: Vec<Judgement>,
}

impl Asked {
    /// Whether all answers are Heat's.
    pub fn passed(&self) -> bool {
        self.judged.iter().all(|judgement| judgement.agrees)
    }
}

/// The id of a case.
pub fn id(case: &Json) -> &str {
    case.get("id").and_then(Json::as_str).unwrap_or("(no id)")
}

/// The family of a case; its kind if it has none.
pub fn family(case: &Json) -> &str {
    case.get("family").and_then(Json::as_str).unwrap_or_else(|| kind(case))
}

/// The kind of a case by what is in it.
pub fn kind(case: &Json) -> &'static str {
    let has = |key: &str| case.get(key).is_some();
    let expects = |key: &str| case.get("expect").is_some_and(|expect| expect.get(key).is_some());
    match case.get("kind").and_then(Json::as_str) {
        _ if has("oracle") => "corpus",
        Some("function") => "function",
        Some("params") => "params",
        Some("env") => "env",
        Some("registry") => "registry",
        Some("yaml") => "yaml",
        Some("structure") => "structure",
        Some(_) => "",
        None if has("text") && has("mode") => "yaml",
        None if has("registry") => "registry",
        None if has("environment_files") => "env",
        None if expects("schema") => "params",
        None if expects("validate_full") || expects("validate_api") => "structure",
        None if has("template") => "function",
        None => "",
    }
}

/// Asks a case. Never panics: a panic of the language is a wrong answer.
pub fn ask(case: &Json) -> Asked {
    let kind = kind(case);
    let asked = |judged| Asked { id: id(case).to_owned(), kind, family: family(case).to_owned(), judged };
    if case.get("nondeterministic") == Some(&Json::Bool(true)) {
        return asked(Vec::new());
    }
    let answer = catch_unwind(AssertUnwindSafe(|| judge(kind, case)));
    asked(answer.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        wrong("panic", json!("an answer"), format!("a panic: {}", text.unwrap_or("without a message")))
    }))
}

fn judge(kind: &str, case: &Json) -> Vec<Judgement> {
    let unstable = case.get("unstable").or_else(|| case.get("oracle")?.get("unstable")).unwrap_or(&Json::Null);
    let mut input = case.clone();
    for answer in ["expect", "oracle", "id", "family", "kind"] {
        input.as_object_mut().map(|object| object.remove(answer));
    }
    let mut judge = Judge::new(&input, unstable);
    let expect = case.get("expect").unwrap_or(&Json::Null);
    match kind {
        "function" => kind::function::ask(case, expect, &mut judge),
        "params" => kind::parameter::ask(case, expect, &mut judge),
        "env" => kind::environment::ask(case, expect, &mut judge),
        "registry" => kind::registry::ask(case, expect, &mut judge),
        "yaml" => kind::yaml::ask(case, expect, &mut judge),
        "structure" => kind::structure::ask(case, expect, &mut judge),
        "corpus" => kind::corpus::ask(case, &mut judge),
        _ => {
            let said = case.get("kind").map_or_else(|| "without a kind".to_owned(), |kind| format!("of kind {kind}"));
            return wrong(
                "kind",
                json!("a known kind of case"),
                format!("a case {said} that this program does not know"),
            );
        }
    }
    judge.judged
}

fn wrong(part: &str, wanted: Json, got: String) -> Vec<Judgement> {
    vec![Judgement { part: part.to_owned(), wanted, got: json!(got), agrees: false, later: false }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_knows_fails_with_a_text() {
        for case in [json!({"kind": "dance", "expect": {}}), json!({"expect": {}}), json!({"id": 5, "expect": null})] {
            let asked = ask(&case);
            assert!(!asked.passed(), "{case}");
            assert!(asked.judged[0].got.to_string().contains("does not know"));
        }
    }

    #[test]
    fn a_case_without_what_it_needs_is_no_crash() {
        for kind in ["function", "params", "env", "registry", "yaml", "structure"] {
            for expect in
                [json!(null), json!({}), json!({"parse": "ok", "result": 1, "value": 1, "merge": "ok", "load": "ok"})]
            {
                ask(&json!({"kind": kind, "expect": expect}));
            }
        }
        ask(&json!({"oracle": {}}));
        ask(&json!({"oracle": {"parse": "ok", "runs": [{}, 5, null]}, "template": 7}));
    }
}
