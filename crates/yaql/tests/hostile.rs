//! No text and no data makes the language panic, hang or use up the stack; every evaluation ends within its limits.

use model::{Timestamp, Value};
use proptest::prelude::*;
use yaql::{Limits, evaluate, parse};

const NOW: Timestamp = Timestamp(1_577_934_245_000_006);

/// Expressions that do a bit of everything; mutations of them reach most of the library.
const SEEDS: &[&str] = &[
    "$.data.l.where($ > 1).select($ * 2).orderBy(-$).thenBy($).first(default => 0)",
    "let(x => $.data, y => [1, 2]) -> $x.l.zip($y).select($[0] + $[1]).sum()",
    "dict($.data.m.items().where($[1] != null).select([$[0].toUpper(), $[1]]))",
    "$.data.l.groupBy($ mod 2, $, $.sum()).toDict($[0], $[1])",
    "switch($.data.s =~ 'a.c' => regex('(b)').replace($.data.s, '\\\\1x'), true => coalesce(null, 5))",
    "range(0, 10).aggregate($1 + $2, 100) + generate(1, $ < 20, $ * 2).len() - pow(2, 10) / 3",
    "def(f, $ + 1) -> f(f(1)).repeat(3).accumulate($1 + $2).slice(2).reverse().flatten()",
    "{a => {b => [1]}}.mergeWith({a => {b => [2], c => 'x'}}, $1 + $2).a?.b.join(',')",
    "set(1, 2).union(set('x')).toList().len() >= 3 and not isEmpty(' ') or 'a' in 'abc'",
    "datetime(2020, 1, 2, 3).format('%Y/%m') + str(timespan(hours => 36).days) + 'é'.trim()",
    "[1, 2].join([3, 4], $1 < $2, [$1, $2]).distinct($[0]).any() and 'abc'.substring(1, 1).split() = ['b']",
];

fn data() -> Value {
    Value::from_json(serde_json::json!({"l": [3, 1, 2], "m": {"x": 1, "y": null}, "s": "abc", "n": 1.5}))
}

/// Evaluates in a thread with the stack that a test has; the steps are few, so that many can be tried.
fn run(text: &str) -> Result<Value, yaql::Error> {
    evaluate(&parse(text)?, &data(), &Limits { steps: 100_000, ..Limits::default() }, NOW)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}") {
        let _ = run(&text);
    }

    #[test]
    fn tokens_in_any_order_are_answered(tokens in prop::collection::vec(prop::sample::select(vec![
        "$", "$1", "$.data", "l", "m", ".", "?.", "(", ")", "[", "]", "{", "}", ",", "=>", "->", "+", "-", "*", "/", "=", "<",
        "not", "and", "in", "mod", "1", "0", "2.5", "'a'", "null", "true", "select(", "where(", "let(", "def(f,", "f(", "dict(",
        "range(", "reduce(", "mergeWith(", "regex(", "groupBy(", "repeat(", "cycle()", "take(", "=~",
    ]), 0..25)) {
        let _ = run(&tokens.join(" "));
        let _ = run(&tokens.concat());
    }

    #[test]
    fn mutated_expressions_are_answered(
        seed in prop::sample::select(SEEDS),
        other in prop::sample::select(SEEDS),
        at in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        length in 0usize..20,
    ) {
        let letters: Vec<char> = seed.chars().collect();
        let others: Vec<char> = other.chars().collect();
        let (at, from) = (at.index(letters.len()), from.index(others.len()));
        let piece = &others[from..others.len().min(from + length)];
        let text: String = letters[..at].iter().chain(piece).chain(&letters[letters.len().min(at + length / 2)..]).collect();
        let _ = run(&text);
    }
}

#[test]
fn the_seeds_have_values() {
    for seed in SEEDS {
        assert!(run(seed).is_ok(), "{seed}: {:?}", run(seed));
    }
}

#[test]
fn what_would_never_end_ends() {
    let deep = |open: &str, close: &str| open.repeat(50_000) + "1" + &close.repeat(50_000);
    let texts = [
        "def(f, f($)) -> f(1)".to_owned(),
        "[1].cycle().select($).last()".to_owned(),
        "sequence().where(false).first()".to_owned(),
        "pow(9, pow(9, 9))".to_owned(),
        "shiftBitsLeft(1, 99999999999)".to_owned(),
        "range(100).aggregate([$1, $1], [1])".to_owned(),
        "range(199).aggregate(range(199).aggregate([$1], $1), [1])".to_owned(),
        "range(199).aggregate(range(199).aggregate($1.select($), $1), [1]).len()".to_owned(),
        "range(199).aggregate(range(199).aggregate(let(p => $1) -> [1].select($p), $1), [1])".to_owned(),
        "range(199).select(range(199).select(range(199).select(range(199).len())))".to_owned(),
        "range(199).select(range(199).select(range(199).sum()).sum()).sum()".to_owned(),
        "('a' * 5000).replace('a', 'b' * 5000)".to_owned(),
        "('a' * 5000 + 'b') =~ `(a*)*\\1c`".to_owned(),
        deep("(", ")"),
        deep("[", "]"),
        deep("-", ""),
        deep("{a => ", "}"),
        "1".to_owned() + &" + 1".repeat(50_000),
        "$".to_owned() + &".a".repeat(50_000),
    ];
    for text in &texts {
        let result = run(text);
        assert!(result.is_err(), "{}: {result:?}", text.chars().take(80).collect::<String>());
    }
}
