//! Scores the language against Heat's own answers:
//! `cargo run -p template --example heat_language -- <params|environments|registry|structure> <suite.json> [-v]`.
//! The cases are not part of this repository.
#![expect(clippy::expect_used, clippy::panic, reason = "a tool for developers, which may stop where it likes")]

use model::Value;
use model::value::Map;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use template::{Environment, Registry, Template};

#[derive(Default)]
struct Score {
    total: usize,
    agree: usize,
    message: usize,
    skipped: usize,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, path, rest @ ..] = args.as_slice() else { panic!("a kind and a path are wanted") };
    let verbose = !rest.is_empty();
    let suite: Json = serde_json::from_str(&std::fs::read_to_string(path).expect("the suite")).expect("JSON");
    let mut score = Score::default();
    for case in suite["cases"].as_array().expect("cases") {
        let judged = match kind.as_str() {
            "params" => params(case),
            "environments" => environments(case),
            "registry" => registry(case),
            _ => structure(case),
        };
        let Some(judged) = judged else {
            score.skipped += 1;
            continue;
        };
        score.total += 1;
        score.agree += usize::from(judged.iter().all(|one| one.agrees));
        let exact = judged.iter().all(|one| one.agrees && one.same_words);
        score.message += usize::from(exact);
        if verbose && !exact {
            println!("{}", case["id"]);
            for one in judged.iter().filter(|one| !(one.agrees && one.same_words)) {
                println!(
                    "  {}{}\n    wanted {}\n    got    {}",
                    if one.agrees { "" } else { "!! " },
                    one.what,
                    one.wanted,
                    one.got
                );
            }
        }
    }
    let Score { total, agree, message, skipped } = score;
    println!("{kind}: {agree} of {total} agree, {message} with class and message; {skipped} not about HOT");
}

struct Judged {
    what: String,
    wanted: String,
    got: String,
    agrees: bool,
    same_words: bool,
}

/// Two answers: a value, or `{"error": {"class", "message"}}`.
fn judge(what: &str, wanted: &Json, got: &Json) -> Judged {
    let brief = |json: &Json| json.to_string().chars().take(400).collect::<String>();
    let (agrees, same_words) = match (wanted.get("error"), got.get("error")) {
        (Some(wanted), Some(got)) => (true, wanted["class"] == got["class"] && wanted["message"] == got["message"]),
        (None, None) => (wanted == got, true),
        _ => (false, false),
    };
    Judged { what: what.to_owned(), wanted: brief(wanted), got: brief(got), agrees, same_words }
}

fn error(finding: &model::Diagnostic) -> Json {
    json!({"error": {"class": finding.class, "message": finding.message}})
}

fn shown(value: &Value) -> Json {
    match value.reveal() {
        Value::Float(number) if !number.is_finite() => json!({"__float__": model::value::text::python_float(*number)}),
        Value::List(items) => items.iter().map(shown).collect(),
        Value::Map(map) => map.iter().map(|(key, value)| (key.as_str().to_owned(), shown(value))).collect(),
        other => other.to_json(),
    }
}

fn is_hot(case: &Json) -> bool {
    case["template"].get("heat_template_version").is_some_and(Json::is_string)
}

fn map_of(json: &Json) -> Map {
    Value::from_json(json.clone()).as_map().cloned().unwrap_or_default()
}

fn params(case: &Json) -> Option<Vec<Judged>> {
    if !is_hot(case) || case.get("nondeterministic").is_some() {
        return None;
    }
    let expect = &case["expect"];
    let (template, findings) = Template::from_value(&Value::from_json(case["template"].clone()), None);
    let mut judged = Vec::new();
    let schema_error = findings
        .0
        .iter()
        .find(|finding| finding.class == "InvalidSchemaError" && !finding.message.starts_with("Parameter '"));
    judged.push(judge("schema", &expect["schema"], &schema_error.map_or(json!("ok"), error)));
    if schema_error.is_some() {
        return Some(judged);
    }
    let Some(template) = template else { return Some(judged) };
    let environment = Environment::from_map(&map_of(&case["env"])).0;
    let unknown = environment.parameters.keys().find(|key| !template.parameters.contains_key(key.as_str()));
    let mut first = unknown.map(|key| {
        let message = format!("The Parameter ({}) was not defined in template.", key.as_str());
        model::Diagnostic::error("", message).class("UnknownUserParameter")
    });
    let schema = findings.0.iter().find(|finding| finding.class == "InvalidSchemaError");
    let group = findings.0.iter().find(|finding| finding.code == "T0111");
    if let Some(groups) = expect.get("groups") {
        judged.push(judge("groups", groups, &group.map_or(json!("ok"), error)));
    }
    let only = first.as_ref().or(schema).map_or(json!("ok"), error);
    judged.push(judge("validate_schema_only", &expect["validate_schema_only"], &only));
    first = first.or(schema.cloned());
    for (name, parameter) in &template.parameters {
        let pick = |map: &Map| map.get(name).filter(|value| !value.is_null()).cloned();
        let value =
            pick(&environment.parameters).or(pick(&environment.parameter_defaults)).or(parameter.default.clone());
        let converted = parameter.convert(&value.unwrap_or_default());
        let wanted = &expect["values"][&**name];
        match &converted {
            Ok(value) if wanted.get("error").is_none() => judged.push(judge(name, wanted, &shown(value))),
            Ok(_) => judged.push(judge(name, wanted, &json!("ok"))),
            // Heat has values of parameters that it refuses; the message of a missing one is the same.
            Err(_) => {}
        }
        first = first.or(converted.err());
    }
    judged.push(judge("validate", &expect["validate"], &first.as_ref().map_or(json!("ok"), error)));
    if case.get("unstable").is_some() {
        judged.iter_mut().for_each(|one| one.same_words = true);
    }
    Some(judged)
}

fn environments(case: &Json) -> Option<Vec<Judged>> {
    if !is_hot(case) && case.get("template").is_some() {
        return None;
    }
    let expect = &case["expect"];
    let (template, _) = Template::from_value(&Value::from_json(case["template"].clone()), None);
    let schemata = template.map(|template| template.parameters).unwrap_or_default();
    let mut first = map_of(&case["params"]);
    for (section, empty) in [
        ("parameters", json!({})),
        ("resource_registry", json!({})),
        ("parameter_defaults", json!({})),
        ("encrypted_param_names", json!([])),
        ("event_sinks", json!([])),
    ] {
        if !first.contains_key(section) {
            first.insert(section, Value::from_json(empty));
        }
    }
    let names: Vec<String> =
        case["environment_files"].as_array()?.iter().map(|n| n.as_str().expect("text").to_owned()).collect();
    let files: BTreeMap<String, String> = case["files"]
        .as_object()?
        .iter()
        .map(|(name, text)| (name.clone(), text.as_str().expect("text").to_owned()))
        .collect();
    let (merged, findings) = template::environment::merge(&names, &files, &first, &schemata);
    let mut judged = vec![judge("merge", &expect["merge"], &findings.first_error().map_or(json!("ok"), error))];
    if !findings.has_errors() && expect.get("merged").is_some() {
        judged.push(judge("merged", &expect["merged"], &shown(&Value::Map(merged.clone().into()))));
        let (environment, findings) = Environment::from_map(&merged);
        if expect.get("env").is_some() {
            let got = findings.first_error().map_or_else(|| shown(&Value::Map(environment.to_map().into())), error);
            judged.push(judge("env", &expect["env"], &got));
        }
    }
    if case.get("unstable").is_some() {
        judged.iter_mut().for_each(|one| one.same_words = true);
    }
    Some(judged)
}

fn registry(case: &Json) -> Option<Vec<Judged>> {
    let expect = &case["expect"];
    let (registry, findings) = Registry::from_value(&Value::from_json(case["registry"].clone()));
    let mut judged = vec![judge("load", &expect["load"], &findings.first_error().map_or(json!("ok"), error))];
    if !findings.has_errors() && expect.get("as_dict").is_some() {
        judged.push(judge("as_dict", &expect["as_dict"], &shown(&registry.to_value())));
    }
    for lookup in expect["lookups"].as_array().into_iter().flatten() {
        if lookup.get("error").is_some() {
            continue;
        }
        let query = &lookup["q"];
        let target = registry.lookup(query["type"].as_str().expect("text"), query["name"].as_str());
        let got = match target {
            template::environment::Target::Type(name) => name,
            template::environment::Target::Template(name) => name,
        };
        judged.push(judge(&query.to_string(), lookup, &json!(got)));
    }
    Some(judged)
}

/// Whether Heat and we refuse the same templates, as far as the template alone tells.
fn structure(case: &Json) -> Option<Vec<Judged>> {
    let cfn = ["AWSTemplateFormatVersion", "HeatTemplateFormatVersion"];
    if cfn.iter().any(|key| case["template"].get(key).is_some()) && !is_hot(case) {
        return None;
    }
    let (_, findings) = match case["template"].as_str() {
        Some(text) => Template::parse(text, model::SourceId(0), None),
        None => Template::from_value(&Value::from_json(case["template"].clone()), None),
    };
    let expect = &case["expect"];
    let wanted =
        ["template", "stack", "validate_full"].iter().map(|key| &expect[*key]).find(|json| json.get("error").is_some());
    let got = findings.first_error().map(error);
    // What needs the types of resources or values is not ours to find.
    let (Some(got), wanted) = (got, wanted.unwrap_or(&Json::Null)) else {
        return Some(vec![judge("", &json!("ok"), &json!("ok"))]);
    };
    let mut one = judge("validate", if wanted.is_null() { &expect["validate_full"] } else { wanted }, &got);
    if case.get("unstable").is_some() {
        one.same_words = one.agrees;
    }
    Some(vec![one])
}
