//! The descriptions of types that clients get are those of Heat 27 (facts in `facts/`; descriptions and messages are not carried over).

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use catalog::{Catalog, Dialect, api_schema, generated_template};
use serde_json::Value as Json;

fn facts() -> serde_json::Map<String, Json> {
    serde_json::from_str(include_str!("facts/heat.json")).unwrap()
}

/// Takes out what the facts leave out.
fn without(keys: &[&str], json: Json) -> Json {
    match json {
        Json::Object(entries) => Json::Object(
            entries
                .into_iter()
                .filter(|(key, value)| !(keys.contains(&key.as_str()) && (value.is_null() || value.is_string())))
                .map(|(key, value)| (key, without(keys, value)))
                .collect(),
        ),
        Json::Array(items) => Json::Array(items.into_iter().map(|item| without(keys, item)).collect()),
        scalar => scalar,
    }
}

#[test]
fn schemas_are_heats() {
    for (name, facts) in facts() {
        let kind = Catalog::builtin().get(&name).unwrap();
        let ours = without(&["message"], api_schema(kind));
        pretty_eq(&name, &ours, &facts["api"]);
    }
}

/// The schemas of the types whose generated templates are not among the facts.
fn schemas() -> serde_json::Map<String, Json> {
    serde_json::from_str(include_str!("facts/schemas.json")).unwrap()
}

#[test]
fn schemas_of_all_services_are_heats() {
    let wrong: Vec<String> = schemas()
        .iter()
        .filter_map(|(name, facts)| {
            let mut ours = without(&["message"], api_schema(Catalog::builtin().get(name)?));
            // Heat hides properties of these types that it does not implement; they are in its tables all the same.
            if name.starts_with("AWS::") {
                let known = facts["properties"].as_object().unwrap();
                ours["properties"].as_object_mut().unwrap().retain(|property, _| known.contains_key(property));
            }
            (ours != *facts).then(|| format!("{name}\nours: {ours}\nHeat's: {facts}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn generated_templates_are_heats() {
    for (name, facts) in facts() {
        let kind = Catalog::builtin().get(&name).unwrap();
        for (dialect, word) in [(Dialect::Hot, "hot"), (Dialect::Cfn, "cfn")] {
            let ours = without(&["description", "Description"], generated_template(kind, dialect));
            if facts["templates"][word].get("error").is_none() {
                pretty_eq(&format!("{name} {word}"), &ours, &facts["templates"][word]);
            }
        }
    }
}

#[test]
fn every_type_is_in_the_facts() {
    let (facts, schemas) = (facts(), schemas());
    for kind in Catalog::builtin().all() {
        assert!(facts.contains_key(kind.name) || schemas.contains_key(kind.name), "{}", kind.name);
    }
}

fn pretty_eq(what: &str, ours: &Json, theirs: &Json) {
    let text = |json| serde_json::to_string_pretty(json).unwrap();
    assert!(ours == theirs, "{what}\nours: {}\nHeat's: {}", text(ours), text(theirs));
}
