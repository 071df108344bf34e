//! Answers expressions line by line, for comparisons with Heat's YAQL: `{"expression": …, "data": …}` in, `{"value": …}` or
//! `{"class": …, "message": …}` out. The other side is `differ.py` beside this file.
#![expect(clippy::expect_used, reason = "a tool for developers, which may stop where it likes")]

use model::Value;
use serde_json::{Value as Json, json};
use std::io::{BufRead, Write};

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let asked: Json = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let text = asked["expression"].as_str().expect("an expression");
        let data = Value::from_json(asked["data"].clone());
        let answer = yaql::parse(text).and_then(|parsed| {
            yaql::evaluate(&parsed, &data, &yaql::Limits::default(), model::Timestamp(1_600_000_000_000_000))
        });
        let shown = match answer {
            Ok(value) => json!({ "value": value.to_json() }),
            Err(error) => json!({ "class": error.class, "message": error.message }),
        };
        writeln!(out, "{shown}").expect("an open end");
        out.flush().expect("an open end");
    }
}
