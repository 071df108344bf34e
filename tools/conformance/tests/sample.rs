//! A part of Heat's answers, which the quick tests ask each time. The whole is asked by the program.

#![expect(clippy::expect_used, reason = "a test ends with what is not as it should be")]

use conformance::{case, source};
use std::path::Path;

/// As much as the program gives its threads: debug builds need more room than others.
const STACK: usize = 256 << 20;

/// What stays otherwise: a body of the API has whole numbers beyond 64 bits as floats (docs/differences-from-heat.md).
const OTHERWISE: [&str; 2] = ["param/value-comma_delimited_list/029", "param/default-comma_delimited_list/029"];

fn ask(name: &'static str, least: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let work = move || {
        let cases = source::read(&path).expect("the cases can be read");
        assert!(cases.len() >= least, "{} cases", cases.len());
        let asked: Vec<_> = cases.iter().map(case::ask).filter(|asked| !asked.passed()).collect();
        let asked: Vec<_> = asked.into_iter().filter(|asked| !OTHERWISE.contains(&asked.id.as_str())).collect();
        let wrong = asked.iter().flat_map(|one| one.judged.iter().filter(|j| !j.agrees).map(move |j| (one, j)));
        let lines =
            wrong.map(|(one, j)| format!("{} {}\n  expected {}\n  got      {}", one.id, j.part, j.wanted, j.got));
        let lines: Vec<String> = lines.collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn functions() {
    ask("functions.jsonl", 300);
}

#[test]
fn queries() {
    ask("yaql.jsonl", 80);
}

#[test]
fn parameters() {
    ask("params.jsonl", 120);
}

#[test]
fn environments() {
    ask("environments.jsonl", 40);
}

#[test]
fn registries() {
    ask("registry.jsonl", 15);
}

#[test]
fn texts() {
    ask("yaml.jsonl", 120);
}

#[test]
fn templates() {
    ask("structure.jsonl", 100);
}
