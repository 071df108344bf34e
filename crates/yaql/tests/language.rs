//! The language as its users see it: values, the words of errors, and where they are.

use model::{Timestamp, Value};
use serde_json::{Value as Json, json};
use yaql::{Limits, evaluate, parse};

const NOW: Timestamp = Timestamp(1_577_934_245_000_006);

fn value(text: &str, data: Json) -> Result<Json, yaql::Error> {
    evaluate(&parse(text)?, &Value::from_json(data), &Limits::default(), NOW).map(|value| value.to_json())
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
        (
            "range(1000).toList().len()",
            "CollectionTooLargeException",
            "Collection length exceeds 200 elements",
            Some(12),
        ),
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

#[test]
fn now_is_the_moment_that_the_evaluation_was_given() {
    assert_eq!(value("str(now())", json!(1)), Ok(json!("2020-01-02 03:04:05.000006+00:00")));
    assert_eq!(value("now(timespan(hours => 2)).hour", json!(1)), Ok(json!(5)));
}

#[test]
fn points_in_time_are_read_in_the_forms_that_people_write() {
    for (text, wanted) in [
        ("2020-01-02T03:04:05Z", "2020-01-02 03:04:05+00:00"),
        ("2003-09-25T10:49:41.5-03:00", "2003-09-25 10:49:41.500000-03:00"),
        ("20030925T1049", "2003-09-25 10:49:00+00:00"),
        ("Thu Sep 25 10:36:28 2003", "2003-09-25 10:36:28+00:00"),
        ("3rd of May 2001", "2001-05-03 00:00:00+00:00"),
        ("13/02/2020", "2020-02-13 00:00:00+00:00"),
        ("2020-01-02 03:04:05 GMT+3", "2020-01-02 03:04:05-03:00"),
        ("10am", "2020-01-02 10:00:00+00:00"),
    ] {
        assert_eq!(value(&format!("str(datetime('{text}'))"), json!(1)), Ok(json!(wanted)), "{text}");
    }
    assert_eq!(value("datetime('garbage')", json!(1)).unwrap_err().class, "ParserError");
}

#[test]
fn all_values_together_have_a_limit_too() {
    let limits = Limits { memory: 0, ..Limits::default() };
    let huge = "range(199).select(range(199).select('a' * 9000 + str($)).toList()).toList().len()";
    for (text, limits) in [(huge, &Limits::default()), ("('a' * 99999999)", &limits)] {
        let error = evaluate(&parse(text).unwrap(), &Value::Null, limits, NOW).unwrap_err();
        assert_eq!(error.code, yaql::codes::QUOTA, "{text}");
    }
}
