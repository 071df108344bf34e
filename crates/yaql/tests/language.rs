//! The language as its users see it: values, the words of errors, and where they are.

use model::Value;
use serde_json::{Value as Json, json};
use yaql::{Limits, evaluate, parse};

fn value(text: &str, data: Json) -> Result<Json, yaql::Error> {
    evaluate(&parse(text)?, &Value::from_json(data), &Limits::default()).map(|value| value.to_json())
}

#[test]
fn expressions_have_the_values_that_heat_gives_them() {
    let servers =
        json!({"servers": [{"name": "b", "up": true}, {"name": "a", "up": false}, {"name": "c", "up": true}]});
    for (text, wanted) in [
        ("$.data.servers.where($.up).select($.name)", json!(["b", "c"])),
        ("$.data.servers.name.orderBy($)", json!(["a", "b", "c"])),
        ("$.data.servers.groupBy($.up, $.name)", json!([[true, ["b", "c"]], [false, ["a"]]])),
        ("$.data.servers.toDict($.name, $.up).get(z, none)", json!("none")),
        ("let(n => $.data.servers.len()) -> $n * 2 = 6 and not false", json!(true)),
        ("-7 / 2 + 7 mod 4 - 2 * 3", json!(-7)),
        ("str([1, null, 1.0, 'x'])", json!("(1, None, 1.0, 'x')")),
        ("switch($.data.servers.len() > 5 => many, true => few)", json!("few")),
        ("$.data.nothing?.name", Json::Null),
    ] {
        let got =
            if text.contains("nothing") { value(text, json!({"nothing": null})) } else { value(text, servers.clone()) };
        assert_eq!(got, Ok(wanted), "{text}");
    }
}

#[test]
fn errors_say_what_and_where() {
    for (text, class, message, position) in [
        ("1 +", "YaqlGrammarException", "Parse error: unexpected end of statement", None),
        ("1 + )", "YaqlGrammarException", "Parse error: unexpected ')' at position 4 of expression '1 + )'", Some(4)),
        ("1 ; 2", "YaqlLexicalException", "Lexical error: illegal character ';' at position 2", Some(2)),
        ("1 + nope()", "NoFunctionRegisteredException", "Unknown function \"nope\"", Some(4)),
        ("1 + len(1)", "NoMatchingFunctionException", "No function \"len\" matches supplied arguments", Some(4)),
        ("$.data.x", "KeyError", "'x'", Some(6)),
        ("range(1000).len()", "CollectionTooLargeException", "Collection length exceeds 200 elements", Some(12)),
    ] {
        let error = value(text, json!({})).expect_err(text);
        assert_eq!((error.class, error.message.as_str(), error.position), (class, message, position), "{text}");
    }
}

#[test]
fn an_evaluation_can_be_repeated() {
    let once = value("[random(), random(), random(1, 100)]", json!(1));
    assert!(once.is_ok());
    assert_eq!(once, value("[random(), random(), random(1, 100)]", json!(1)));
}
