//! Conversion and checks of properties as Heat does them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
mod world;

use catalog::properties::{Finding, convert, resolve, resolve_table, validate};
use catalog::{Catalog, differ};
use model::value::Value;
use proptest::prelude::*;
use resource::{Constraint, Difference, Property, PropertyKind};
use serde_json::{Value as Json, json};

/// Heat's answers: type, value, result (an absent value is `"<absent>"`).
#[test]
fn values_become_what_heat_makes_of_them() {
    let cases: Vec<(String, Json, Json)> = serde_json::from_str(include_str!("facts/property_values.json")).unwrap();
    for (kind, given, expected) in cases {
        if given == "<absent>" {
            continue;
        }
        let kind = kind_of(&kind);
        let what = format!("{kind:?} {given}");
        match convert(&Property::new("p", kind), &Value::from_json(given)) {
            Ok(value) => assert_eq!(value.to_json(), expected["value"], "{what}"),
            Err(_) => assert!(expected.get("error").is_some(), "{what}"),
        }
    }
}

/// A property of a schema as the API describes it.
fn property(kind: &str, schema: &Json) -> Property {
    let text = |json: &Json| -> &'static str { Box::leak(json.to_string().into_boxed_str()) };
    let constraints = schema["constraints"].as_array().into_iter().flatten().map(|constraint| {
        let (name, rule) = constraint.as_object().unwrap().iter().next().unwrap();
        match name.as_str() {
            "range" => Constraint::Range { min: rule["min"].as_f64(), max: rule["max"].as_f64() },
            "length" => Constraint::Length { min: rule["min"].as_u64(), max: rule["max"].as_u64() },
            "modulo" => {
                Constraint::Modulo { step: rule["step"].as_i64().unwrap(), offset: rule["offset"].as_i64().unwrap() }
            }
            "allowed_values" => {
                let texts: Vec<&'static str> = rule.as_array().unwrap().iter().map(text).collect();
                Constraint::AllowedValues(Box::leak(texts.into_boxed_slice()))
            }
            "allowed_pattern" => Constraint::AllowedPattern(Box::leak(rule.as_str().unwrap().into())),
            other => panic!("{other}"),
        }
    });
    let constraints: Vec<Constraint> = constraints.collect();
    let mut property = Property::new("p", kind_of(kind)).constraints(Box::leak(constraints.into_boxed_slice()));
    property.required = schema["required"] == true;
    property.default = schema.get("default").map(text);
    property
}

fn kind_of(kind: &str) -> PropertyKind {
    match kind {
        "String" => PropertyKind::String,
        "Integer" => PropertyKind::Integer,
        "Number" => PropertyKind::Number,
        "Boolean" => PropertyKind::Boolean,
        "List" => PropertyKind::List(&[]),
        "Map" => PropertyKind::Map(&[]),
        other => panic!("{other}"),
    }
}

/// Heat's answers: type, schema, value, result.
#[test]
fn constraints_hold_as_in_heat() {
    let cases: Vec<(String, Json, Json, Json)> =
        serde_json::from_str(include_str!("facts/property_constraints.json")).unwrap();
    for (kind, schema, given, expected) in cases {
        let what = format!("{kind} {schema} {given}");
        let table = [property(&kind, &schema)];
        let given = if given == "<absent>" { json!({}) } else { json!({ "p": given }) };
        let (resolved, findings) = resolve_table(&table, &Value::from_json(given), false);
        assert_eq!(findings.is_empty(), expected.get("error").is_none(), "{what}: {findings:?}");
        if findings.is_empty() {
            assert_eq!(resolved.get("p").unwrap().to_json(), expected["value"], "{what}");
        }
    }
}

fn messages(kind: &str, given: Json) -> Vec<String> {
    let kind = Catalog::builtin().get(kind).unwrap();
    let text = |f: &Finding| format!("{}: {}", f.dotted("properties"), f.message);
    match resolve(kind, &Value::from_json(given)) {
        Ok(resolved) => validate(kind, &resolved).iter().map(text).collect(),
        Err(findings) => findings.iter().map(text).collect(),
    }
}

/// Words of Heat's answers (structure suite), in the order in which Heat looks.
#[test]
fn faults_are_told_in_heats_words() {
    let said = |kind: &str, given: Json| messages(&format!("OS::Heat::{kind}"), given);
    assert_eq!(said("TestResource", json!({"bogus": 1})), ["properties: Unknown Property bogus"]);
    assert_eq!(
        said("TestResource", json!({"value": ["a"], "wait_secs": "x"})),
        [
            "properties.value: Value must be a string; got ['a']",
            "properties.wait_secs: could not convert string to float: 'x'"
        ]
    );
    assert_eq!(said("Value", json!({})), ["properties: Property value not assigned"]);
    assert_eq!(
        said("Value", json!({"type": "number", "value": "x"})),
        ["properties.value: could not convert string to float: 'x'"]
    );
    assert_eq!(
        said("RandomString", json!({"length": 600})),
        ["properties.length: 600 is out of range (min: 1, max: 512)"]
    );
    assert_eq!(
        said("RandomString", json!({"length": 6, "character_classes": [{"min": 5}, {"min": 5}]})),
        ["properties: Length property cannot be smaller than combined character class and character sequence minimums"]
    );
    assert_eq!(
        said("RandomString", json!({"character_sequences": [{}]})),
        ["properties.character_sequences[0]: Property sequence not assigned"]
    );
    assert_eq!(
        said("ResourceGroup", json!({"index_var": "$i", "resource_def": {"type": "T", "bogus": 1}})),
        [
            "properties.index_var: length (2) is out of range (min: 3, max: None)",
            "properties.resource_def: Unknown Property bogus"
        ]
    );
    assert_eq!(
        said("Delay", json!({"actions": ["CREATE", "JUMP"]})),
        [r#"properties.actions: ["CREATE", "JUMP"] is not an allowed value ["CREATE", "DELETE", "SUSPEND", "RESUME"]"#]
    );
    assert!(said("None", json!({"any": "thing"})).is_empty());
}

#[test]
fn slips_of_the_pen_get_a_hint() {
    let kind = Catalog::builtin().get("OS::Heat::RandomString").unwrap();
    let findings = resolve(kind, &Value::from_json(json!({"lenght": 3}))).unwrap_err();
    assert_eq!(findings[0].hint.as_deref(), Some("did you mean length?"));
    assert_eq!(Catalog::builtin().suggest("OS::Heat::ResourceGruop"), Some("OS::Heat::ResourceGroup"));
}

#[test]
fn a_secret_is_not_told() {
    let kind = Catalog::builtin().get("OS::Heat::RandomString").unwrap();
    let given = Value::map([
        ("length", Value::Int(7000).into_secret()),
        ("salt", Value::list([Value::str("hush")]).into_secret()),
    ]);
    for finding in resolve(kind, &given).unwrap_err() {
        assert!(!finding.message.contains("7000") && !finding.message.contains("hush"), "{}", finding.message);
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        any::<f64>().prop_map(Value::Float),
        "[a-z0-9 ]{0,6}".prop_map(Value::from),
        Just(Value::unknown("a".into(), "b")),
        "[a-z]{1,4}".prop_map(|text| Value::from(text).into_secret()),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        let name = prop_oneof![
            Just("length".to_owned()),
            Just("value".to_owned()),
            Just("type".to_owned()),
            Just("count".to_owned()),
            Just("resource_def".to_owned()),
            Just("min".to_owned()),
            Just("fail".to_owned()),
            "[a-z]{1,3}"
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::list),
            proptest::collection::vec((name, inner), 0..4).prop_map(Value::map),
        ]
    })
}

proptest! {
    /// Resolved properties are resolved: resolving them again changes nothing.
    #[test]
    fn resolving_is_idempotent(given in any_value(), which in 0_usize..7) {
        let kind = Catalog::builtin().all()[which];
        if let Ok(once) = resolve(kind, &given) {
            // Heat fills maps with nulls, and a null counts as given: it becomes the empty value of its type.
            if !once.python_json().contains("null") {
                prop_assert_eq!(resolve(kind, &once), Ok(once));
            }
        }
    }

    /// Whatever is wrong with a value, a secret in it is not told.
    #[test]
    fn secrets_are_never_told(given in any_value(), which in 0_usize..7, name in prop::sample::select(vec!["length", "value", "count", "resource_def", "fail", "actions", "resources"])) {
        let kind = Catalog::builtin().all()[which];
        let hidden = Value::list([Value::str("hush").into_secret(), given]);
        for finding in resolve(kind, &Value::map([(name, hidden)])).err().unwrap_or_default() {
            prop_assert!(!finding.message.contains("hush"), "{}", finding.message);
        }
    }

    /// What was secret or unknown in a property that is kept as it is stays so.
    #[test]
    fn marks_are_kept(value in any_value()) {
        let kind = Catalog::builtin().get("OS::Heat::Value").unwrap();
        let resolved = resolve(kind, &Value::map([("value", value.clone())])).unwrap();
        prop_assert_eq!(resolved.get("value").unwrap().secrets(), value.secrets());
        prop_assert_eq!(resolved.get("value").unwrap().awaits(), value.awaits());
    }
}

#[test]
fn differences_are_judged_by_table_and_type() {
    let judge = |kind: &str, before: Json, wanted: Json| {
        let kind = Catalog::builtin().get(kind).unwrap();
        let resolved = |json: Json| resolve(kind, &Value::from_json(json)).unwrap();
        let mut record = world::record(json!({}));
        record.applied = resolved(before);
        differ(kind, &record, &resolved(wanted)).0
    };
    let test = "OS::Heat::TestResource";
    assert_eq!(judge(test, json!({}), json!({"value": "test_string"})), Difference::None);
    assert_eq!(judge(test, json!({}), json!({"value": "b"})), Difference::Update);
    assert_eq!(
        judge(test, json!({}), json!({"value": "b", "update_replace": true})),
        Difference::Replace("value".into())
    );
    assert_eq!(judge(test, json!({}), json!({"update_replace": true})), Difference::Update);
    assert_eq!(
        judge(test, json!({}), json!({"update_replace_value": "b"})),
        Difference::Replace("update_replace_value".into())
    );
    let string = "OS::Heat::RandomString";
    assert_eq!(judge(string, json!({}), json!({"salt": "b"})), Difference::Replace("salt".into()));
    assert_eq!(judge(string, json!({"length": 32}), json!({})), Difference::None);
    assert_eq!(judge("OS::Heat::None", json!({"a": 1}), json!({"b": 2})), Difference::None);
    assert_eq!(judge("OS::Heat::Value", json!({"value": 1}), json!({"value": [1]})), Difference::Update);
}

#[test]
fn a_change_that_failed_counts_as_different_in_both_directions() {
    let kind = Catalog::builtin().get("OS::Heat::TestResource").unwrap();
    let resolved = |json: Json| resolve(kind, &Value::from_json(json)).unwrap();
    let mut record = world::record(json!({}));
    record.applied = resolved(json!({"value": "1"}));
    record.attempted = Some(resolved(json!({"value": "2", "fail": true})));
    let (difference, changes) = differ(kind, &record, &resolved(json!({"value": "1"})));
    assert_eq!(difference, Difference::Update);
    assert_eq!(changes.iter().map(model::value::diff::Change::dotted).collect::<Vec<_>>(), ["value", "fail"]);
    let unknown = Value::map([("value", Value::unknown("b".into(), "output"))]);
    record.attempted = None;
    assert_eq!(differ(kind, &record, &unknown).0, Difference::Update);
}
