//! Values of parameters: every type takes its forms and refuses the rest in Heat's words.

#![expect(clippy::expect_used, reason = "a test that stops has failed")]

use model::SourceId;
use model::value::Value;
use proptest::prelude::*;
use template::{Parameter, Template};

fn parameter(schema: &str) -> Parameter {
    let text = format!("heat_template_version: 2018-08-31\nparameters:\n  p: {schema}\n");
    let (template, findings) = Template::parse(&text, SourceId(0), None);
    assert!(!findings.has_errors(), "{findings}");
    template.expect("a template").parameters["p"].clone()
}

fn of_json(text: &str) -> Value {
    yaml::parse_json(text).expect("JSON")
}

fn convert(schema: &str, value: &str) -> Result<String, String> {
    let converted = parameter(schema).convert(&of_json(value));
    converted.map(|value| value.python_repr()).map_err(|refused| refused.message)
}

#[test]
fn types_take_their_forms() {
    let cases = [
        ("string", "5", "'5'"),
        ("string", "true", "'True'"),
        ("string", "[1, null]", "'[1, None]'"),
        ("number", "\" 7 \"", "7"),
        ("number", "\"1.5\"", "1.5"),
        ("number", "\"1e3\"", "1000.0"),
        ("number", "\"1_000\"", "1000"),
        ("number", "true", "True"),
        ("number", "\"99999999999999999999\"", "99999999999999999999"),
        ("boolean", "\"Yes\"", "True"),
        ("boolean", "0", "False"),
        ("comma_delimited_list", "\"a, b,,\"", "['a', ' b', '', '']"),
        ("comma_delimited_list", "[1, true]", "['1', 'True']"),
        ("comma_delimited_list", "\"\"", "[]"),
        ("json", "\"{\\\"a\\\": [1.0]}\"", "{'a': [1.0]}"),
        ("json", "\"\"", "''"),
        ("json", "{\"a\": 1}", "{'a': 1}"),
    ];
    for (kind, value, wanted) in cases {
        assert_eq!(convert(&format!("{{type: {kind}}}"), value), Ok(wanted.to_owned()), "{kind} {value}");
    }
}

#[test]
fn what_does_not_fit_is_refused_in_heats_words() {
    let invalid = |text: &str| Err(format!("Parameter 'p' is invalid: {text}"));
    let cases = [
        ("{type: number}", "\"x\"", "could not convert string to float: 'x'"),
        (
            "{type: comma_delimited_list}",
            "5",
            "Value must be a comma-delimited list string: 'int' object has no attribute 'split'",
        ),
        (
            "{type: json}",
            "\"{\"",
            "Value must be valid JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        ),
        (
            "{type: string, constraints: [{length: {max: 2}}]}",
            "\"abc\"",
            "length (3) is out of range (min: None, max: 2)",
        ),
        ("{type: number, constraints: [{range: {min: 2}}]}", "\"1.5\"", "1.5 is out of range (min: 2, max: None)"),
        (
            "{type: number, constraints: [{modulo: {step: -4, offset: -1}}]}",
            "2",
            "2 is not a multiple of -4 with an offset of -1",
        ),
        (
            "{type: string, constraints: [{allowed_values: [a, 1]}]}",
            "\"b\"",
            "\"b\" is not an allowed value [\"a\", 1]",
        ),
        (
            "{type: string, constraints: [{allowed_pattern: 'a|ab'}]}",
            "\"ab\"",
            "\"ab\" does not match pattern \"a|ab\"",
        ),
        ("{type: string, constraints: [{allowed_pattern: x, description: say x}]}", "\"y\"", "say x"),
        (
            "{type: string, constraints: [{custom_constraint: net_cidr}]}",
            "\"10.0.0.0\"",
            "Error validating value '10.0.0.0': '10.0.0.0' is not a valid IP subnet",
        ),
        (
            "{type: string, constraints: [{custom_constraint: nothing}]}",
            "\"x\"",
            "\"x\" does not validate nothing (constraint not found)",
        ),
    ];
    for (schema, value, wanted) in cases {
        assert_eq!(convert(schema, value), invalid(wanted), "{schema}");
    }
    assert_eq!(convert("{type: string}", "null"), Err("The Parameter (p) was not provided.".to_owned()));
}

#[test]
fn custom_constraints_that_need_a_service_are_left_to_be_asked() {
    let parameter = parameter("{type: string, constraints: [{custom_constraint: nova.flavor}, {length: {min: 1}}]}");
    assert_eq!(parameter.custom_constraints().collect::<Vec<_>>(), ["nova.flavor"]);
    assert!(parameter.convert(&Value::from("m1.small")).is_ok());
}

#[test]
fn hidden_values_are_marked_and_never_told() {
    let hidden = parameter("{type: string, hidden: true, constraints: [{allowed_pattern: '[a-z]+'}]}");
    let converted = hidden.convert(&Value::from("abc")).expect("a value");
    assert_eq!(converted, Value::from("abc").into_secret());
    let refused = hidden.convert(&Value::from("Tr0ub4dor")).expect_err("a refusal");
    assert_eq!(refused.message, "Parameter 'p' is invalid: ****** does not match pattern \"[a-z]+\"");
}

#[test]
fn what_is_not_known_passes() {
    let number = parameter("{type: number, constraints: [{range: {max: 1}}]}");
    let unknown = Value::unknown("a".into(), "value");
    assert_eq!(number.convert(&unknown), Ok(unknown));
}

proptest! {
    #[test]
    fn no_value_makes_a_parameter_panic(text in any::<String>(), number in any::<f64>(), whole in any::<i64>()) {
        let schemas = [
            "{type: string, constraints: [{length: {min: 1, max: 3}}, {allowed_pattern: '(a+)+b'}]}",
            "{type: number, constraints: [{range: {min: -1, max: 3}}, {modulo: {step: 2, offset: 1}}]}",
            "{type: comma_delimited_list, constraints: [{allowed_values: [a]}]}",
            "{type: json}",
            "{type: boolean}",
            "{type: string, constraints: [{custom_constraint: net_cidr}, {custom_constraint: iso_8601}]}",
            "{type: string, constraints: [{custom_constraint: mac_addr}]}",
            "{type: string, constraints: [{custom_constraint: dns_name}]}",
        ];
        for schema in schemas {
            let parameter = parameter(schema);
            for value in [Value::from(text.as_str()), Value::Float(number), Value::Int(whole), Value::list([Value::Null])] {
                let once = parameter.convert(&value);
                if let Ok(once) = &once {
                    // What was converted is accepted again.
                    prop_assert!(parameter.convert(once).is_ok(), "{} {:?}", schema, value);
                }
            }
        }
    }

    #[test]
    fn whole_numbers_in_texts_are_read_exactly(number in any::<i128>()) {
        let parameter = parameter("{type: number}");
        let converted = parameter.convert(&Value::from(number.to_string())).expect("a number");
        prop_assert_eq!(converted.python_str(), number.to_string());
    }
}
