//! Scores the reader against Heat's own answers: `cargo run -p yaml --example heat_yaml -- <yaml.json> [-v]`.
//! The cases are not part of this repository.
#![expect(clippy::expect_used, reason = "a tool for developers, which may stop where it likes")]

use model::SourceId;
use model::value::{Key, Value};
use serde_json::{Value as Json, json};

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("the path of the suite");
    let verbose = args.next().is_some();
    let suite: Json = serde_json::from_str(&std::fs::read_to_string(path).expect("the suite")).expect("JSON");
    let (mut total, mut agree, mut class, mut message) = (0, 0, 0, 0);
    for case in suite["cases"].as_array().expect("cases") {
        total += 1;
        let expect = &case["expect"];
        let answer = answer(case["text"].as_str().expect("text"), case["mode"].as_str().expect("mode"));
        let same = match (expect.get("value"), answer.get("value")) {
            (Some(wanted), Some(got)) => comparable(wanted) == comparable(got),
            (None, None) => true,
            _ => false,
        };
        let same_class = expect["error"]["class"] == answer["error"]["class"];
        let same_message = expect["error"]["message"] == answer["error"]["message"];
        agree += usize::from(same);
        class += usize::from(same && same_class);
        message += usize::from(same && same_class && same_message);
        if !(same && same_class && same_message) && verbose {
            println!("{} {}\n  wanted {expect}\n  got    {answer}", case["id"], case["text"]);
        }
    }
    println!("{agree} of {total} agree, {class} with the class, {message} with the message");
}

/// Sets have no order.
fn comparable(json: &Json) -> Json {
    match json {
        Json::Object(object) if object.get("__py__") == Some(&json!("set")) => {
            let items = object["items"].as_array().expect("items").iter();
            items.map(|item| serde_json::from_str::<Json>(item.as_str().expect("text")).expect("JSON")).collect()
        }
        Json::Object(object) if object.get("__py__") == Some(&json!("bytes")) => {
            let hex = object["repr"].as_str().expect("text").as_bytes();
            let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("hex"), 16).expect("hex");
            json!(String::from_utf8_lossy(&hex.chunks(2).map(byte).collect::<Vec<_>>()))
        }
        Json::Object(object) => object.iter().map(|(key, value)| (key.clone(), comparable(value))).collect(),
        Json::Array(items) => items.iter().map(comparable).collect(),
        other => other.clone(),
    }
}

fn answer(text: &str, mode: &str) -> Json {
    let (node, findings) = match mode {
        "environment" => yaml::parse_yaml(text, SourceId(0), yaml::Limits::default()),
        _ => yaml::parse(text, SourceId(0), None, yaml::Limits::default()),
    };
    let error =
        |class: &str, message: &str| json!({"error": {"class": class, "module": "builtins", "message": message}});
    if let Some(refused) = findings.first_error() {
        return error(&refused.class, &refused.message);
    }
    let value = node.expect("a node without an error").to_value();
    if mode == "parse"
        && !["heat_template_version", "HeatTemplateFormatVersion", "AWSTemplateFormatVersion"]
            .iter()
            .any(|k| value.get(k).is_some())
    {
        return error("ValueError", "Template format version not found.");
    }
    if mode == "environment" {
        return environment(&value, &error);
    }
    json!({ "value": shown(&value) })
}

fn environment(value: &Value, error: &dyn Fn(&str, &str) -> Json) -> Json {
    let Some(map) = value.as_map() else {
        if value.is_null() {
            return json!({"value": {}});
        }
        return error("ValueError", "The environment is not a valid YAML mapping data type.");
    };
    if let Some((key, _)) = map.iter().next() {
        return error("ValueError", &format!("environment has wrong section \"{}\"", key.as_str()));
    }
    json!({"value": {}})
}

fn shown(value: &Value) -> Json {
    match value {
        Value::Float(number) if !number.is_finite() => {
            json!({"__float__": model::value::text::python_float(*number)})
        }
        Value::List(items) => items.iter().map(shown).collect(),
        Value::Map(map) => map
            .iter()
            .map(|(key, value)| {
                let key = match key {
                    Key::Str(text) => text.to_string(),
                    Key::Other(kind, text) => format!("__key__{kind}:{text}"),
                };
                (key, shown(value))
            })
            .collect(),
        other => other.to_json(),
    }
}
