//! How the types live: turns of their verbs, values that they generate, members of groups.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
mod world;

use catalog::Catalog;
use catalog::properties::resolve;
use model::incarnation::Incarnation;
use model::value::{Map, Value};
use model::{ResourcePath, Timestamp};
use proptest::prelude::*;
use resource::{Answer, Expansion, Flow, Inputs, Live, Member, Nested, Next, Shape, Turn, Verb};
use serde_json::{Value as Json, json};
use std::time::Duration;
use world::record;

fn flow(name: &str) -> &'static Flow {
    match Catalog::builtin().get(name).map(|kind| &kind.shape) {
        Some(Shape::Flow(flow)) => flow,
        other => panic!("{name}: {other:?}"),
    }
}

fn nested(name: &str) -> &'static Nested {
    match Catalog::builtin().get(name).map(|kind| &kind.shape) {
        Some(Shape::Nested(nested)) => nested,
        other => panic!("{name}: {other:?}"),
    }
}

fn properties(name: &str, given: Json) -> Value {
    resolve(Catalog::builtin().get(name).unwrap(), &Value::from_json(given)).unwrap()
}

/// Carries a verb out: every wait is over at once. What it took, and how it ended.
fn run(
    name: &str,
    verb: Verb,
    record: &mut Incarnation,
    wanted: &Value,
    seed: u8,
) -> (Vec<Duration>, Result<(), String>) {
    run_with(name, verb, record, wanted, &Value::Null, seed)
}

fn run_with(
    name: &str,
    verb: Verb,
    record: &mut Incarnation,
    wanted: &Value,
    identity: &Value,
    seed: u8,
) -> (Vec<Duration>, Result<(), String>) {
    let flow = flow(name);
    let mut waits = Vec::new();
    let mut stage: Option<Json> = None;
    loop {
        let snapshot = record.clone();
        let details = Value::Null;
        let inputs = Inputs {
            record: &snapshot,
            properties: wanted,
            identity,
            details: &details,
            now: Timestamp(0),
            entropy: [seed; 32],
        };
        let turn: Turn = match &stage {
            None => (flow.start)(verb, &inputs),
            Some(stage) => (flow.resume)(verb, stage, Answer::Elapsed, &inputs),
        };
        if let Some(id) = turn.physical_id {
            record.physical_id = Some(id);
        }
        if let Some(data) = turn.data {
            record.data = data;
        }
        match turn.next {
            Next::Wait { after, stage: next } => {
                waits.push(after);
                stage = Some(next);
                if waits.len() > 5 {
                    return (waits, Err("endless".to_owned()));
                }
            }
            Next::Done(_) => {
                if matches!(verb, Verb::Create | Verb::Update) {
                    record.applied = wanted.clone();
                }
                return (waits, Ok(()));
            }
            Next::Failed(failure) => return (waits, Err(failure.to_string())),
            Next::Call { .. } => panic!("none of these types has a cloud"),
        }
    }
}

const STRING: &str = "OS::Heat::RandomString";
const TEST: &str = "OS::Heat::TestResource";

fn generated(given: Json, seed: u8) -> String {
    let mut record = record(json!({}));
    run(STRING, Verb::Create, &mut record, &properties(STRING, given), seed).1.unwrap();
    assert!(matches!(record.data.get("value"), Some(Value::Secret(_))));
    record.data.get("value").and_then(Value::as_str).unwrap().to_owned()
}

proptest! {
    /// A generated text has the wanted length, at least the wanted number of every class, and nothing else.
    #[test]
    fn texts_are_of_their_classes(seed in any::<u8>(), digits in 1_usize..20, upper in 1_usize..20, marks in 1_usize..9, more in 0_usize..40) {
        let length = digits + upper + marks + more;
        let text = generated(json!({
            "length": length,
            "character_classes": [{"class": "digits", "min": digits}, {"class": "uppercase", "min": upper}],
            "character_sequences": [{"sequence": "!?-", "min": marks}],
        }), seed);
        let count = |test: fn(char) -> bool| text.chars().filter(|c| test(*c)).count();
        let (d, u, m) = (count(|c| c.is_ascii_digit()), count(|c| c.is_ascii_uppercase()), count(|c| "!?-".contains(c)));
        prop_assert_eq!(text.chars().count(), length);
        prop_assert!(d >= digits && u >= upper && m >= marks && d + u + m == length, "{}", text);
    }
}

#[test]
fn entropy_decides_a_text_and_a_lost_one_comes_back() {
    let text = generated(json!({}), 7);
    assert_eq!(text.len(), 32);
    assert_eq!(generated(json!({}), 7), text);
    assert_ne!(generated(json!({}), 8), text);
    assert!(generated(json!({"sequence": "octdigits"}), 1).bytes().all(|b| (b'0'..=b'7').contains(&b)));

    let mut first = record(json!({}));
    run(STRING, Verb::Create, &mut first, &properties(STRING, json!({})), 1).1.unwrap();
    let identity = (flow(STRING).identity)(&first);
    assert!(identity.has_secret());
    let mut again = record(json!({}));
    run_with(STRING, Verb::Create, &mut again, &properties(STRING, json!({})), &identity, 2).1.unwrap();
    assert_eq!((flow(STRING).attribute)(&again, "value"), (flow(STRING).attribute)(&first, "value"));
    assert_eq!((flow(STRING).reference)(&again), (flow(STRING).reference)(&first));
}

#[test]
fn no_character_to_choose_from_is_a_failure() {
    let wanted = properties(STRING, json!({"character_classes": [], "character_sequences": []}));
    let (_, end) = run(STRING, Verb::Create, &mut record(json!({})), &wanted, 1);
    assert!(end.unwrap_err().starts_with("IndexError"));
}

#[test]
fn a_test_resource_waits_and_fails_as_told() {
    let wanted = |given| properties(TEST, given);
    let mut object = record(json!({}));
    let (waits, end) =
        run(TEST, Verb::Create, &mut object, &wanted(json!({"value": "a", "fail": true, "wait_secs": 2})), 1);
    assert_eq!((waits, end), (vec![Duration::from_secs(2)], Err("ValueError: Test Resource failed r".into())));
    assert_eq!(object.physical_id, None);

    let slow = json!({"value": "a", "wait_secs": 2, "action_wait_secs": {"create": 0.5, "delete": 0}});
    let (waits, end) = run(TEST, Verb::Create, &mut object, &wanted(slow.clone()), 1);
    assert_eq!((waits, end), (vec![Duration::from_millis(500)], Ok(())));
    assert_eq!(object.physical_id.as_deref(), Some("stack-r-1"));
    assert_eq!((flow(TEST).attribute)(&object, "output"), Some(Value::str("a")));

    let (waits, end) = run(TEST, Verb::Update, &mut object, &wanted(json!({"value": "b", "fail": true})), 1);
    assert!(waits.is_empty() && end.is_err());
    assert_eq!((flow(TEST).attribute)(&object, "output"), Some(Value::str("a")), "a failed update stores nothing");

    let (waits, end) = run(TEST, Verb::Update, &mut object, &wanted(json!({"value": "b", "wait_secs": 3})), 1);
    assert_eq!((waits.len(), end), (1, Ok(())));
    assert_eq!((flow(TEST).attribute)(&object, "output"), Some(Value::str("b")));

    let failing = wanted(json!({"value": "b", "fail": true}));
    assert!(run(TEST, Verb::Delete, &mut object, &failing, 1).1.is_ok(), "deletes never fail");
    let (waits, end) = run(TEST, Verb::Create, &mut record(json!({})), &wanted(json!({"wait_secs": -1})), 1);
    assert_eq!((waits.len(), end), (6, Err("endless".into())));
}

#[test]
fn a_delay_waits_for_the_named_actions() {
    let name = "OS::Heat::Delay";
    let wanted = properties(
        name,
        json!({"min_wait": 1, "max_jitter": 4, "jitter_multiplier": 0.5, "actions": ["CREATE", "SUSPEND"]}),
    );
    let mut seen = Vec::new();
    for seed in 0..20 {
        let (waits, end) = run(name, Verb::Create, &mut record(json!({})), &wanted, seed);
        assert!(end.is_ok() && waits.len() == 1);
        assert!((1.0..3.0).contains(&waits[0].as_secs_f64()), "{waits:?}");
        seen.push(waits[0]);
    }
    seen.dedup();
    assert!(seen.len() > 10, "the jitter comes from the entropy");
    assert_eq!(run(name, Verb::Suspend, &mut record(json!({})), &wanted, 1).0.len(), 1);
    assert_eq!(run(name, Verb::Delete, &mut record(json!({})), &wanted, 1).0.len(), 0);
    assert_eq!((flow(name).reference)(&record(json!({}))), Value::str("r"));
}

#[test]
fn nothing_and_a_value_have_an_identity() {
    let mut none = record(json!({}));
    run("OS::Heat::None", Verb::Create, &mut none, &Value::map::<&str>([]), 3).1.unwrap();
    assert_eq!(none.physical_id.as_ref().map(String::len), Some(36));
    assert_eq!((flow("OS::Heat::None").attribute)(&none, "anything"), Some(Value::Null));
    let mut value = record(json!({}));
    let wanted = properties("OS::Heat::Value", json!({"value": {"a": [1]}}));
    run("OS::Heat::Value", Verb::Create, &mut value, &wanted, 1).1.unwrap();
    assert_eq!((flow("OS::Heat::Value").attribute)(&value, "value").unwrap().to_json(), json!({"a": [1]}));
    assert_eq!((flow("OS::Heat::Value").reference)(&value), Value::str("stack-r-1"));
}

/// Every member has the reference `id-PATH` and any attribute with the value `PATH:ATTRIBUTE`, except `odd`.
struct All;

impl Live for All {
    fn reference(&self, path: &ResourcePath) -> Value {
        Value::str(format!("id-{path}"))
    }
    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        let _ = rest;
        (name != "odd").then(|| (Value::map([("k", Value::str(format!("{path}:{name}")))]), 0))
    }
    fn exists(&self, _path: &ResourcePath) -> bool {
        true
    }
}

const GROUP: &str = "OS::Heat::ResourceGroup";

fn document(name: &str, properties: &Value, runtime: &Map) -> Json {
    match (nested(name).expand)(properties, runtime) {
        Expansion::Template { document, parameters } => {
            assert!(parameters.is_empty());
            document.to_json()["resources"].clone()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_group_repeats_its_definition() {
    let wanted = properties(
        GROUP,
        json!({
            "count": 2,
            "resource_def": {"type": "T", "properties": {"a": "%index%-%index%", "%index%": ["x%index%", {"b": "%index%"}], "n": null}},
        }),
    );
    assert_eq!(
        document(GROUP, &wanted, &Map::new()),
        json!({
            "0": {"type": "T", "properties": {"a": "0-0", "%index%": ["x0", {"b": "0"}]}},
            "1": {"type": "T", "properties": {"a": "1-1", "%index%": ["x1", {"b": "1"}]}},
        })
    );
    let unknown = Value::map([
        ("count", Value::unknown("a".into(), "n")),
        ("resource_def", Value::map([("type", Value::str("T"))])),
    ]);
    assert_eq!((nested(GROUP).expand)(&unknown, &Map::new()), Expansion::Unknown);
}

#[test]
fn removed_members_are_not_used_again() {
    let path = ResourcePath::new("g");
    let with = |list: Json, mode: &str| {
        properties(
            GROUP,
            json!({"count": 2, "resource_def": {"type": "T"}, "removal_policies": [{"resource_list": list}], "removal_policies_mode": mode}),
        )
    };
    let next = |properties: &Value, runtime: &Map, members: &[&str]| {
        let members: Vec<String> = members.iter().map(|name| (*name).to_owned()).collect();
        (nested(GROUP).runtime)(&Member { path: &path, properties, runtime, members: &members, live: &All })
    };
    let names = |runtime: &Map| runtime.get("name_blacklist").and_then(Value::as_str).unwrap().to_owned();
    let created = next(&with(json!([]), "append"), &Map::new(), &[]);
    assert_eq!(names(&created), "");
    let by_number = next(&with(json!([0, "7", "id-g/1"]), "append"), &created, &["0", "1"]);
    assert_eq!(names(&by_number), "0,1", "by number and by reference; 7 is no member");
    let wanted = with(json!([]), "append");
    let resources = document(GROUP, &wanted, &by_number);
    assert_eq!(resources.as_object().unwrap().keys().collect::<Vec<_>>(), ["2", "3"]);
    let replaced = next(&with(json!(["2"]), "update"), &by_number, &["2", "3"]);
    assert_eq!(names(&replaced), "2");
    assert_eq!(names(&next(&with(json!(["5", 1]), "append"), &Map::new(), &[])), "1,5", "on create every name counts");
}

#[test]
fn a_group_answers_for_its_members() {
    let path = ResourcePath::new("g");
    let wanted = properties(GROUP, json!({"count": 2, "resource_def": {"type": "T"}}));
    let mut runtime = Map::new();
    runtime.insert("name_blacklist", Value::str("0"));
    let members = ["1".to_owned(), "2".to_owned()];
    let group = Member { path: &path, properties: &wanted, runtime: &runtime, members: &members, live: &All };
    let get = |name: &str, rest: Json| {
        let rest = Value::from_json(rest);
        (nested(GROUP).attribute)(&group, name, rest.as_list().unwrap()).map(|(value, used)| (value.to_json(), used))
    };
    assert_eq!(get("refs", json!([0])), Some((json!(["id-g/1", "id-g/2"]), 0)));
    assert_eq!(get("refs_map", json!([])), Some((json!({"1": "id-g/1", "2": "id-g/2"}), 0)));
    assert_eq!(get("attributes", json!(["a", "k"])), Some((json!({"1": "g/1:a", "2": "g/2:a"}), 2)));
    assert_eq!(get("attributes", json!([])), None);
    assert_eq!(get("removed_rsrc_list", json!([])), Some((json!(["0"]), 0)));
    assert_eq!(get("resource.1", json!([])), Some((json!("id-g/1"), 0)));
    assert_eq!(get("resource.1.a", json!(["k"])), Some((json!({"k": "g/1:a"}), 0)));
    assert_eq!(get("resource.1", json!(["a", "k"])), Some((json!({"k": "g/1:a"}), 1)));
    assert_eq!(get("resource.0.a", json!([])), None);
    assert_eq!(get("any", json!(["k"])), Some((json!(["g/1:any", "g/2:any"]), 1)));
    assert_eq!(get("odd", json!([])), Some((json!([null, null]), 0)));
}

#[test]
fn a_chain_orders_its_members() {
    let name = "OS::Heat::ResourceChain";
    let wanted = properties(name, json!({"resources": ["A", "B"], "resource_properties": {"x": 1}}));
    assert_eq!(
        document(name, &wanted, &Map::new()),
        json!({"0": {"type": "A", "properties": {"x": 1}}, "1": {"type": "B", "properties": {"x": 1}, "depends_on": ["0"]}})
    );
    let wanted = properties(name, json!({"resources": ["A", "B"], "concurrent": true}));
    assert_eq!(document(name, &wanted, &Map::new()), json!({"0": {"type": "A"}, "1": {"type": "B"}}));
}
