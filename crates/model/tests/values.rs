//! Laws of values: what is written is read back, a diff applied is the other value, a mask shows no secret.

#![expect(clippy::unwrap_used, reason = "a test ends with what is not as it should be")]

use model::value::diff::{apply, diff};
use model::value::{Key, Value};
use proptest::prelude::*;

/// Any value that a template could hold, with secret and unknown parts and odd keys.
fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        (-1e9..1e9).prop_map(Value::Float),
        Just(Value::Float(f64::INFINITY)),
        "[ -~]{0,8}".prop_map(Value::from),
        "[0-9]{25}".prop_map(|digits| Value::big(digits.parse().unwrap())),
        Just(Value::unknown("a/b".into(), "value")),
    ];
    scalar.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::list),
            prop::collection::vec((key(), inner.clone()), 0..4).prop_map(Value::map),
            inner.prop_map(Value::into_secret),
        ]
    })
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        4 => "[a-z$]{1,3}".prop_map(Key::from),
        1 => Just(Key::from("$secret")),
        1 => (0..3u8).prop_map(|n| Key::Other("int", n.to_string().into())),
    ]
}

/// A mapping with text keys and nothing else in the way of comparing: what properties look like.
fn properties() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![(0..3i64).prop_map(Value::Int), "[ab]{1,2}".prop_map(Value::from), Just(Value::Null)];
    let inner =
        scalar.prop_recursive(2, 12, 3, |inner| prop::collection::vec(("[a-c]", inner), 0..3).prop_map(Value::map));
    prop::collection::vec(("[a-d]", inner), 0..4).prop_map(Value::map)
}

proptest! {
    #[test]
    fn what_is_persisted_is_read_back(value in value()) {
        let text = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn a_diff_applied_is_the_other_value(before in properties(), after in properties()) {
        let changes = diff(&before, &after);
        prop_assert!(apply(&before, &changes).same(&after), "{changes:?}");
        prop_assert_eq!(changes.is_empty(), before.same(&after));
    }

    #[test]
    fn a_mask_shows_no_secret(value in value(), hush in "secret[0-9]{8}") {
        let with = Value::list([value, Value::map([("x", Value::str(hush.clone()).into_secret())])]);
        let shown = serde_json::to_string(&with.to_masked_json()).unwrap();
        prop_assert!(!shown.contains(&hush));
        prop_assert!(!with.masked().has_secret());
    }
}
