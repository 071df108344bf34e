//! No text makes the reader panic or run away, and what is dumped reads back equal.

#![expect(clippy::expect_used, reason = "a test that stops has failed")]

use model::SourceId;
use model::value::{Key, Value};
use proptest::prelude::*;
use yaml::{Limits, parse, parse_yaml, to_yaml};

const LIMITS: Limits = Limits { bytes: 1 << 20, depth: 200, nodes: 20_000 };

const TEMPLATE: &str = "heat_template_version: 2018-08-31\nparameters:\n  p: {type: string, default: \"a\\tb\"}\nresources:\n  r: &anchor\n    \
                        type: OS::Heat::Value\n    properties:\n      value: |\n        line\n          more\n\n      list: [1, !!str 2, {a: *other}]\n  \
                        other: {<<: *anchor, x: >-\n        folded\n        text}\n";

fn must_end(text: &str) {
    let (node, findings) = parse(text, SourceId(0), None, LIMITS);
    assert_ne!(node.is_some(), findings.has_errors(), "{text:?}");
    if let Some(node) = node {
        let _ = node.to_value();
    }
    let (node, findings) = parse_yaml(text, SourceId(0), LIMITS);
    assert_ne!(node.is_some(), findings.has_errors(), "{text:?}");
}

/// Pieces of syntax that are dangerous next to each other.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "!",
            ",",
            "!a,",
            "!!str,",
            "!<",
            ">",
            "[",
            "]",
            "{",
            "}",
            "|",
            ">",
            "|+",
            "|-2",
            "\n",
            "\n  ",
            "\r\n",
            "\r",
            "\u{85}",
            "\u{2028}",
            "- ",
            "? ",
            ": ",
            ":",
            "#",
            "&x ",
            "*x",
            "<<: ",
            "%TAG ",
            "%YAML 1.1",
            "---",
            "...",
            "\"",
            "'",
            "\\",
            "\\x4",
            "\\U0010FFFF",
            "\t",
            " ",
            "    ",
            "~",
            "0x",
            "1:2",
            "é",
            "\u{1f600}",
            "\u{feff}",
            "@",
            "`",
            "=",
            "%41",
            "%ff",
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_ends_well(text in any::<String>()) {
        must_end(&text);
    }

    #[test]
    fn any_mixture_of_syntax_ends_well(pieces in prop::collection::vec(piece(), 0..30)) {
        must_end(&pieces.concat());
    }

    #[test]
    fn any_mutation_of_a_template_ends_well(cut in 0..TEMPLATE.len(), inserted in piece(), at in 0..TEMPLATE.len()) {
        let at = at.min(cut);
        must_end(&format!("{}{inserted}{}", &TEMPLATE[..at], &TEMPLATE[at..cut]));
    }

    #[test]
    fn what_is_dumped_reads_back_equal(value in value()) {
        let text = to_yaml(&value);
        let (node, findings) = parse_yaml(&text, SourceId(0), Limits::default());
        prop_assert!(!findings.has_errors(), "{text}\n{findings}");
        let back = node.expect("a node").to_value();
        prop_assert_eq!(&back, &value, "{}", text);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~\n]{0,20}",
        "[a-z: #'\"|>!&*%@0-9.-]{0,12}",
        prop::sample::select(vec![
            "yes",
            "~",
            "0755",
            "1:30",
            "=",
            "<<",
            "2013-05-23",
            "-",
            "a\nb\n",
            "a\n\nb",
            " a\nb",
            "",
            "...",
            "a: b",
            "x #y"
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "[x]{118,130}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        any::<f64>().prop_filter("not a number is not equal to itself", |n| !n.is_nan()).prop_map(Value::Float),
        text().prop_map(Value::from),
        Just(Value::big("99999999999999999999999".parse().expect("a number"))),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let key =
            prop_oneof![text().prop_map(Key::from), any::<i64>().prop_map(|n| Key::Other("int", n.to_string().into()))];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::list),
            prop::collection::vec((key, inner), 0..5).prop_map(Value::map),
        ]
    })
}

#[test]
fn hostile_sizes_are_cheap() {
    for text in
        ["[".repeat(400_000), "{a: ".repeat(100_000), "- ".repeat(200_000), "? ".repeat(200_000), "!a,".repeat(100_000)]
    {
        must_end(&text);
    }
    for text in ["[---!<,!a,", "[!<a,b>,!c,", "[!<a!b,c>,", "[a\n%TAG !a!b !c,", "[\"\\"] {
        must_end(text);
    }
    must_end(&format!("a: [{}]", "!a,".repeat(5_000)));
    must_end(&(0..100_000).map(|n| format!("{n}: x\n")).collect::<String>());
    must_end(&format!("a: {}", "1".repeat(200_000)));
    must_end(&format!("a: 0x{}", "f".repeat(200_000)));
}
