//! The reference: every function is told of, and every example has a value.

use model::{Timestamp, Value};
use yaql::{Limits, evaluate, parse, reference};

#[test]
fn every_function_is_told_of_and_its_example_has_a_value() {
    let entries = reference::functions();
    assert!(entries.len() > 140, "{}", entries.len());
    for entry in entries {
        assert!(entry.about.ends_with('.') && !entry.calls.is_empty(), "{} is not told of", entry.name);
        let parsed = parse(entry.example).unwrap_or_else(|error| panic!("{}: {error}", entry.example));
        assert!(entry.example.contains(entry.name), "{} does not use {}", entry.example, entry.name);
        let value = evaluate(&parsed, &Value::Null, &Limits::default(), Timestamp::default());
        assert!(value.is_ok(), "{}: {value:?}", entry.example);
    }
}

#[test]
fn calls_are_told_as_they_are_written() {
    let calls = |name: &str| reference::functions().into_iter().find(|entry| entry.name == name).unwrap().calls;
    assert_eq!(calls("where"), ["collection.where(predicate)"]);
    assert_eq!(calls("range"), ["range(stop)", "range(start, stop, step = 1)"]);
    assert_eq!(calls("let"), ["let(args…, name => value…)"]);
    assert_eq!(calls("first"), ["collection.first([default])"]);
}
