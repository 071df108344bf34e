//! What the reader makes of texts: mirrored cases of our own, each next to what PyYAML answers.
#![expect(clippy::expect_used, reason = "a test that stops has failed")]

use model::SourceId;
use model::value::{Key, Value};
use serde_json::{Value as Json, json};
use yaml::{Limits, codes, parse, parse_yaml};

fn read(text: &str) -> Result<Value, String> {
    let (node, findings) = parse_yaml(text, SourceId(0), Limits::default());
    match findings.first_error() {
        Some(refused) => Err(refused.message.clone()),
        None => Ok(node.expect("a node").to_value()),
    }
}

fn refusal(text: &str) -> String {
    let (node, findings) = parse(text, SourceId(0), None, Limits::default());
    assert!(node.is_none(), "{text:?}");
    findings.first_error().expect("an error").code.clone()
}

#[test]
fn scalars_mean_what_yaml_1_1_says() {
    let cases: Vec<(&str, Json)> = vec![
        ("yes", json!(true)),
        ("Off", json!(false)),
        ("y", json!("y")),
        ("0755", json!(493)),
        ("0o17", json!("0o17")),
        ("08", json!("08")),
        ("0x1F", json!(31)),
        ("-0b11", json!(-3)),
        ("1_000", json!(1000)),
        ("22:22", json!(1342)),
        ("1:20:30.5", json!(4830.5)),
        ("1:90", json!("1:90")),
        ("1e3", json!("1e3")),
        ("1.5e3", json!("1.5e3")),
        ("1.5e+3", json!(1500.0)),
        (".5", json!(0.5)),
        ("6.", json!(6.0)),
        ("~", json!(null)),
        ("Null", json!(null)),
        ("nUll", json!("nUll")),
        ("2013-05-23", json!("2013-05-23")),
        ("2013-05-23 10:20:30Z", json!("2013-05-23 10:20:30Z")),
        ("!!str 5", json!("5")),
        ("!!int '7'", json!(7)),
        ("!!float 2", json!(2.0)),
        ("! 5", json!(5)),
        ("!", json!("")),
        ("!!binary aGk=", json!("hi")),
        ("\"a\\x41\\u00e9\\n\"", json!("aA\u{e9}\n")),
        ("'it''s'", json!("it's")),
    ];
    for (text, value) in cases {
        assert_eq!(read(text).map(|value| value.to_json()), Ok(value), "{text}");
    }
    assert_eq!(read("123456789012345678901234567890").unwrap().python_str(), "123456789012345678901234567890");
    assert!(read(".nan").unwrap().python_str() == "nan" && read("-.INF").unwrap().python_str() == "-inf");
}

#[test]
fn the_last_line_needs_no_line_break() {
    let cases = [
        ("a: |\n  x", "x"),
        ("a: |\n  x\n", "x\n"),
        ("a: |\n  x\n ", "x\n"),
        ("a: |\n  x\n  ", "x\n"),
        ("a: |\n  x\n    ", "x\n  "),
        ("a: |+\n  x\n ", "x\n"),
        ("a: |+\n  x\n\n ", "x\n\n"),
        ("a: |-\n  x\n    ", "x\n  "),
        ("a: >\n  x\n  y", "x y"),
        ("a: |", ""),
        ("a: |+", ""),
        ("a: |+\n ", ""),
        ("a: |2\n    x", "  x"),
        ("a: |\n  x\n\n  \ty", "x\n\n\ty"),
    ];
    for (text, wanted) in cases {
        assert_eq!(read(text).unwrap().get("a").and_then(Value::as_str), Some(wanted), "{text:?}");
    }
}

#[test]
fn a_comma_may_follow_a_tag() {
    let cases = [
        ("[!!str,b]", json!(["", "b"])),
        ("{a: !!str, b: !!null,c: 1}", json!({"a": "", "b": null, "c": 1})),
        ("[!<tag:yaml.org,2002:str>,5]", json!(["", 5])),
        ("a: hi!,there", json!({"a": "hi!,there"})),
        ("a: 'hi!,  there'", json!({"a": "hi!,  there"})),
        ("a: |\n  x!,y\n  !z,\nb: [!!str,1]", json!({"a": "x!,y\n!z,\n", "b": ["", 1]})),
        ("%TAG !a! tag:x,\n---\n[!,'\t \t']", json!(["", "\t \t"])),
    ];
    for (text, wanted) in cases {
        assert_eq!(read(text).map(|value| value.to_json()), Ok(wanted), "{text}");
    }
    let (node, _) = parse_yaml("a: [!!str,b, c]\nd: x", SourceId(0), Limits::default());
    let node = node.unwrap();
    let span = node.locate(&["a", "2"]).span;
    assert_eq!((span.start, span.end, span.line, span.column), (13, 14, 1, 14));
    assert_eq!(node.get("d").unwrap().span.start, 19);
}

#[test]
fn merge_keys_put_own_entries_last() {
    let text = "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\nall: {<<: [*b, *o], x: 9}\n";
    assert_eq!(read(text).unwrap().get("all").unwrap().to_json(), json!({"x": 9, "y": 2, "z": 4}));
    assert_eq!(read("'<<': 1\n=: 2").unwrap().to_json(), json!({"<<": 1, "=": 2}));
}

#[test]
fn keys_keep_their_type() {
    let map = read("1: a\ntrue: b\n'1': c\n~: d\n2.5: e").unwrap();
    let keys: Vec<_> = map.as_map().unwrap().keys().cloned().collect();
    let other = |kind, text: &str| Key::Other(kind, text.into());
    assert_eq!(keys, [other("int", "1"), Key::from("1"), other("NoneType", "None"), other("float", "2.5")]);
    assert_eq!(
        map.as_map().unwrap().at(&keys[0]).and_then(Value::as_str),
        Some("b"),
        "Python takes 1 and true for one key"
    );
}

#[test]
fn a_doubled_key_is_told_with_both_places() {
    for text in ["a: 1\nb: 2\na: 3\n", "{\"a\": 1,\n\"b\": 2,\n\"a\": 3}"] {
        let (node, findings) = parse(text, SourceId(0), None, Limits::default());
        assert_eq!(node.unwrap().get("a").unwrap().to_value(), Value::Int(3));
        assert_eq!(findings.0.len(), 1);
        assert_eq!((findings.0[0].code.as_str(), findings.0[0].span.line), (codes::DUPLICATE_KEY, 3));
        assert!(findings.0[0].message.contains("line 1"));
    }
}

#[test]
fn json_is_tried_first() {
    let (node, _) = parse(
        r#"{"a": NaN, "b": [1e3, -0, 12345678901234567890], "c": "\ud83d\ude00"}"#,
        SourceId(0),
        None,
        Limits::default(),
    );
    let value = node.unwrap().to_value();
    assert!(matches!(value.get("a"), Some(Value::Float(n)) if n.is_nan()));
    assert_eq!(value.get("b").unwrap().python_str(), "[1000.0, 0, 12345678901234567890]");
    assert_eq!(value.get("c").and_then(Value::as_str), Some("\u{1f600}"));
    assert_eq!(
        parse("{a: 1e3}", SourceId(0), None, Limits::default()).0.unwrap().to_value().to_json(),
        json!({"a": "1e3"})
    );
}

#[test]
fn each_refusal_has_its_code() {
    let deep = "[".repeat(5_000);
    let json_deep = format!("{{\"a\": {}", "[".repeat(5_000));
    let bomb = (0..60)
        .fold("a0: &a0 [x, x]\n".to_owned(), |text, n| format!("{text}a{}: &a{} [*a{n}, *a{n}]\n", n + 1, n + 1));
    let cases = [
        ("a: [", codes::SYNTAX),
        ("a: \u{7}", codes::CHARACTER),
        ("- a", codes::NOT_A_MAPPING),
        ("null", codes::NOT_A_MAPPING),
        (&deep, codes::TOO_DEEP),
        (&json_deep, codes::TOO_DEEP),
        (&bomb, codes::TOO_MANY),
        ("a: &x [*x]", codes::RECURSIVE),
        ("a: *x", codes::ANCHOR),
        ("a: &x 1\nb: &x 2", codes::ANCHOR),
        ("a: 1\n---\nb: 2", codes::SECOND_DOCUMENT),
        ("a: !Ref b", codes::TAG),
        ("a: =", codes::TAG),
        ("[a]: b", codes::KEY),
        ("<<: [1]", codes::MERGE),
        ("a: 0x_", codes::SCALAR),
    ];
    for (text, code) in cases {
        assert_eq!(refusal(text), code, "{:?}", text.get(..60).unwrap_or(text));
    }
    let small = Limits { bytes: 3, ..Limits::default() };
    let (_, findings) = parse("a: 1", SourceId(0), None, small);
    assert_eq!(
        findings.first_error().map(|e| (e.code.as_str(), e.class.as_str())),
        Some((codes::TOO_LARGE, "RequestLimitExceeded"))
    );
}

#[test]
fn errors_show_the_place_as_pyyaml_does() {
    assert_eq!(
        read("a: 1\n b: 2\n").unwrap_err(),
        "mapping values are not allowed here\n  in \"<unicode string>\", line 2, column 3:\n     b: 2\n      ^"
    );
    assert_eq!(
        read("{a: b").unwrap_err(),
        "while parsing a flow mapping\n  in \"<unicode string>\", line 1, column 1:\n    {a: b\n    ^\nexpected ',' or '}', but got \
         '<stream end>'\n  in \"<unicode string>\", line 1, column 6:\n    {a: b\n         ^"
    );
    let (_, findings) = parse("a: 1\n b: 2\n", SourceId(3), None, Limits::default());
    let span = findings.first_error().unwrap().span;
    assert_eq!((span.source, span.start, span.line, span.column), (SourceId(3), 7, 2, 3));
}

#[test]
fn nodes_know_their_places() {
    let text = "\u{feff}# é\nresources:\n  'ü': {type: X}\n  list:\n    - a\n    - b: c\n\n# end\n";
    let (node, _) = parse(text, SourceId(0), None, Limits::default());
    let node = node.unwrap();
    let stretch = |path: &[&str]| {
        let span = node.locate(path).span;
        (&text[span.start as usize..span.end as usize], span.line, span.column)
    };
    assert_eq!(stretch(&["resources", "ü"]), ("{type: X}", 3, 8));
    assert_eq!(stretch(&["resources", "ü", "type"]), ("X", 3, 15));
    assert_eq!(stretch(&["resources", "list", "1", "b"]), ("c", 6, 10));
    assert_eq!(stretch(&["resources", "list"]), ("- a\n    - b: c", 5, 5));
}
