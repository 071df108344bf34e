//! Laws of evaluation: it is deterministic, what is told early stays true, and a secret stays one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
#[expect(dead_code, reason = "every test program uses a part of it")]
mod world;

use definition::Tree;
use model::value::Value;
use model::{ResourcePath, StackPath};
use proptest::prelude::*;
use resource::Live;
use serde_json::{Value as Json, json};
use world::{submission, tree_of};

const SECRET: &str = "s3cr3t";

/// What the attributes of `ra`, `rb` and `rc` are, of those that are known.
struct Partly([bool; 3]);

impl Partly {
    fn value(&self, path: &ResourcePath) -> Option<Value> {
        let all = [("ra", json!("A")), ("rb", json!(["x", "y"])), ("rc", json!({"k": "v", "x": ["A"]}))];
        let place = all.iter().position(|(name, _)| *name == path.as_str())?;
        self.0[place].then(|| Value::from_json(all[place].1.clone()))
    }
}

impl Live for Partly {
    fn reference(&self, path: &ResourcePath) -> Value {
        self.value(path).map_or_else(|| Value::unknown(path.clone(), ""), |_| Value::str(format!("id-{path}")))
    }
    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        let unknown = (Value::unknown(path.clone(), name), rest.len());
        Some(self.value(path).map_or(unknown, |value| (value, 0)))
    }
    fn exists(&self, _path: &ResourcePath) -> bool {
        true
    }
}

fn expression() -> impl Strategy<Value = Json> {
    let resource = prop::sample::select(vec!["ra", "rb", "rc"]);
    let leaf = prop_oneof![
        prop::sample::select(vec!["", "x", "A", "ab", "k"]).prop_map(Json::from),
        any::<i8>().prop_map(Json::from),
        any::<bool>().prop_map(Json::from),
        Just(Json::Null),
        prop::sample::select(vec!["secret", "list", "map", "text"]).prop_map(|name| json!({"get_param": name})),
        Just(json!({"get_param": ["map", "k"]})),
        Just(json!({"get_param": ["secrets", "k"]})),
        resource.clone().prop_map(|name| json!({"get_attr": [name, "value"]})),
        resource.clone().prop_map(|name| json!({"get_attr": [name, "value", 0]})),
        resource.prop_map(|name| json!({"get_resource": name})),
        Just(json!({"get_file": "f"})),
        Just(json!({"get_file": {"get_param": "secret"}})),
        Just(json!({"get_resource": {"get_param": "secret"}})),
        Just(json!({"get_attr": ["rc", "value", {"get_param": "secret"}]})),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let some = prop::collection::vec(inner.clone(), 0..3);
        let one = inner.clone();
        prop_oneof![
            some.clone().prop_map(Json::from),
            some.clone().prop_map(|lists| json!({"list_concat": lists})),
            some.clone().prop_map(|lists| json!({"list_concat_unique": lists})),
            some.clone().prop_map(|maps| json!({"map_merge": maps})),
            (one.clone(), some.clone()).prop_map(|(value, list)| json!({"contains": [value, list]})),
            (one.clone(), one.clone()).prop_map(|(a, b)| json!({"contains": [a, b]})),
            some.clone().prop_map(|list| json!({"list_join": ["-", list]})),
            one.clone().prop_map(|list| json!({"list_join": ["-", list]})),
            (one.clone(), one.clone())
                .prop_map(|(a, b)| json!({"str_replace": {"template": "x k ab", "params": {"x": a, "ab": b}}})),
            one.clone().prop_map(|template| json!({"str_replace": {"template": template, "params": {"A": "k"}}})),
            (one.clone(), one.clone())
                .prop_map(|(template, list)| json!({"repeat": {"template": template, "for_each": {"x": list}}})),
            one.clone().prop_map(|params| json!({"str_replace_strict": {"template": "x", "params": {"x": params}}})),
            one.clone().prop_map(|params| json!({"str_replace_vstrict": {"template": "x", "params": {"x": params}}})),
            one.clone().prop_map(|text| json!({"digest": ["md5", text]})),
            (prop::sample::select(vec!["$.data", "$.data.len()", "$.data.k", "$.data.select($ + 1)"]), one.clone())
                .prop_map(|(text, data)| json!({"yaql": {"expression": text, "data": data}})),
            one.clone().prop_map(|data| json!({"yaql": {"expression": {"get_param": "secret"}, "data": data}})),
            (one.clone(), one.clone()).prop_map(|(a, b)| json!({"if": ["yes", a, b]})),
            one.clone().prop_map(|a| json!({"if": ["no", a]})),
            (one.clone(), one).prop_map(|(a, b)| json!({"k": a, "x": b})),
        ]
    })
}

fn tree(expression: &Json) -> Tree {
    let template = json!({
        "heat_template_version": "2021-04-16",
        "parameters": {
            "secret": {"type": "string", "hidden": true, "default": SECRET},
            "secrets": {"type": "json", "hidden": true, "default": {"k": SECRET}},
            "list": {"type": "comma_delimited_list", "default": "x,A"},
            "map": {"type": "json", "default": {"k": "v", "n": 1}},
            "text": {"type": "string", "default": "A x"},
        },
        "conditions": {"yes": true, "no": {"equals": [1, 2]}},
        "resources": {
            "ra": {"type": "OS::Heat::Value", "properties": {"value": 1}},
            "rb": {"type": "OS::Heat::Value", "properties": {"value": 1}},
            "rc": {"type": "OS::Heat::Value", "properties": {"value": 1}},
        },
        "outputs": {"out": {"value": expression}},
    });
    tree_of(&submission(&template.to_string(), &json!({}), &[("f", "A file")])).unwrap()
}

fn out(tree: &Tree, live: &dyn Live) -> Result<Value, String> {
    tree.outputs(&StackPath::root(), live)["out"].value.clone().map_err(|finding| finding.message)
}

/// Whether what was told early agrees with what is told when all is known.
fn agrees(early: &Value, late: &Value) -> bool {
    match (early.reveal(), late.reveal()) {
        (Value::Unknown(_), _) => true,
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| agrees(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.at(key).is_some_and(|late| agrees(value, late)))
        }
        (a, b) => a == b,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_told_early_stays_true(expression in expression(), known in any::<[bool; 3]>()) {
        let tree = tree(&expression);
        let early = out(&tree, &Partly(known));
        let late = out(&tree, &Partly([true; 3]));
        prop_assert_eq!(&late, &out(&tree, &Partly([true; 3])), "the same answers give the same value");
        if let Ok(late) = &late {
            prop_assert!(!late.has_unknown(), "all is known");
        }
        match (&early, &late) {
            (Ok(early), Ok(late)) => prop_assert!(agrees(early, late), "{expression}\nearly {early:?}\nlate {late:?}"),
            (Err(early), Ok(late)) => prop_assert!(false, "{expression}\nan error that knowledge mends: {early}; {late:?}"),
            (Ok(_) | Err(_), Err(_)) => {}
        }
    }

    #[test]
    fn a_secret_stays_one(expression in expression(), known in any::<[bool; 3]>()) {
        let tree = tree(&expression);
        match out(&tree, &Partly(known)) {
            Ok(value) => prop_assert!(!value.masked().python_repr().contains(SECRET), "{expression}\n{value:?}"),
            Err(message) => prop_assert!(!message.contains(SECRET), "{expression}\n{message}"),
        }
    }
}

#[test]
fn what_is_made_of_a_secret_is_secret() {
    for expression in [
        json!({"digest": ["sha256", {"get_param": "secret"}]}),
        json!({"yaql": {"expression": "$.data.len()", "data": {"get_param": "secret"}}}),
        json!({"yaql": {"expression": "$.data.a.len()", "data": {"a": [1], "b": {"get_param": "secret"}}}}),
        json!({"list_join": ["", ["a", {"get_param": "secret"}]]}),
        json!({"str_replace": {"template": "x", "params": {"x": {"get_param": "secret"}}}}),
        json!({"get_param": ["secrets", "k"]}),
        json!({"get_param": ["secret", 0]}),
        json!({"contains": ["a", {"get_param": "secret"}]}),
    ] {
        let value = out(&tree(&expression), &Partly([true; 3])).unwrap();
        assert!(matches!(value, Value::Secret(_)), "{expression} {value:?}");
    }
    let open = json!({"list_concat": [["a"], [{"get_param": "secret"}]]});
    let value = out(&tree(&open), &Partly([true; 3])).unwrap();
    assert_eq!(value.to_masked_json(), json!(["a", "******"]));
}
