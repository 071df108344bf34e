//! Scores the language against Heat's own answers: `cargo run -p yaql --example yaql_suite -- <suite.json> [-v]`.
//! Only cases whose expression and data are literal are asked. The cases are not part of this repository.
#![expect(clippy::expect_used, reason = "a tool for developers, which may stop where it likes")]

use model::Value;
use serde_json::{Value as Json, json};

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("a suite");
    let verbose = args.next().is_some();
    let suite: Json = serde_json::from_str(&std::fs::read_to_string(path).expect("the suite")).expect("JSON");
    let (mut total, mut agree, mut exact) = (0, 0, 0);
    for case in suite["cases"].as_array().expect("cases") {
        let call = &case["template"]["outputs"]["out"]["value"]["yaql"];
        let (Some(expression), None) = (call["expression"].as_str(), call["data"].get("get_param")) else { continue };
        if case["expect"]["parse"] != "ok" || case.get("nondeterministic").is_some() {
            continue;
        }
        total += 1;
        let data = Value::from_json(call.get("data").cloned().unwrap_or_else(|| json!({})));
        let parsed = yaql::parse(expression).map_err(|error| ("ValueError", format!("Bad expression {error}.")));
        let got = parsed.and_then(|parsed| {
            yaql::evaluate(&parsed, &data, &yaql::Limits::default(), model::Timestamp(1_600_000_000_000_000))
                .map_err(|error| (error.class, error.message))
        });
        let wanted = &case["expect"]["resolve"]["error"];
        let (agrees, same_words) = match (&got, case["expect"].get("result")) {
            (Ok(got), Some(wanted)) => {
                let same = case.get("unstable").is_some() || unordered(wanted, &shown(got));
                (same, same)
            }
            (Err((class, message)), None) => {
                let class = wanted["class"] == *class;
                (class, class && (case.get("unstable").is_some() || wanted["message"] == *message))
            }
            _ => (false, false),
        };
        agree += usize::from(agrees);
        exact += usize::from(same_words);
        if verbose && !same_words {
            println!("{} {expression}\n  wanted {}\n  got    {got:?}", case["id"], brief(&case["expect"]));
        }
    }
    println!("{agree} of {total} agree in value or class of error, {exact} in the message too");
}

fn brief(expect: &Json) -> String {
    let json = expect.get("result").unwrap_or(&expect["resolve"]);
    json.to_string().chars().take(300).collect()
}

/// Equality where a set of Python's may have any order.
fn unordered(wanted: &Json, got: &Json) -> bool {
    if wanted["__py__"] == "set" {
        let mut wanted: Vec<String> =
            wanted["items"].as_array().into_iter().flatten().filter_map(|i| i.as_str().map(str::to_owned)).collect();
        let mut got: Vec<String> = got.as_array().into_iter().flatten().map(Json::to_string).collect();
        wanted.sort();
        got.sort();
        return wanted == got;
    }
    wanted == got
}

fn shown(value: &Value) -> Json {
    match value {
        Value::List(items) => items.iter().map(shown).collect(),
        Value::Map(map) => map
            .iter()
            .map(|(key, value)| {
                let name = match key {
                    model::value::Key::Str(text) => text.to_string(),
                    model::value::Key::Other(kind, text) => format!("__key__{kind}:{text}"),
                };
                (name, shown(value))
            })
            .collect(),
        other => other.to_json(),
    }
}
