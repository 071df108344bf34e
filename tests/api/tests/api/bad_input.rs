//! Bad input: each case has its own code and Heat's status, and leaves nothing behind.

use crate::template::{changed, small};
use serde_json::{Value as Json, json};
use test_api::{Answer, Stack, Stage};

/// Asserts that a request is refused so, and that nothing that a client can see has changed.
async fn refused(stage: &Stage, status: u16, request: impl Future<Output = Answer>) -> String {
    let before = stage.dump().await;
    let answer = request.await;
    assert_eq!(answer.status, status, "{}", answer.body);
    let error = &answer.body["error"];
    assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()), "{}", answer.body);
    assert!(error["type"].is_string() && error["traceback"].is_null(), "{}", answer.body);
    assert_eq!(stage.dump().await, before, "something was left behind");
    assert!(!answer.code().is_empty(), "{}", answer.body);
    answer.code().to_owned()
}

fn template(resources: Json) -> Json {
    json!({"stack_name": "bad", "template": {"heat_template_version": "2016-10-14", "resources": resources}})
}

fn bomb() -> Json {
    let mut text = "heat_template_version: 2016-10-14\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n".to_owned();
    for level in 1..12 {
        let inner = vec![format!("*x{}", level - 1); 10].join(", ");
        text.push_str(&format!("x{level}: &x{level} [{inner}]\n"));
    }
    json!({"stack_name": "bad", "template": text})
}

fn wrong_templates() -> Vec<(&'static str, Json)> {
    let test = |properties: Json| json!({"type": "OS::Heat::TestResource", "properties": properties});
    vec![
        ("bomb", bomb()),
        ("deep", json!({"stack_name": "bad", "template": "[".repeat(50_000)})),
        ("big", json!({"stack_name": "bad", "template": format!("a: {}", "x".repeat(600_000))})),
        (
            "cycle",
            template(json!({
                "a": test(json!({"value": {"get_attr": ["b", "output"]}})),
                "b": test(json!({"value": {"get_attr": ["a", "output"]}})),
            })),
        ),
        ("type", template(json!({"a": {"type": "OS::Heat::Nothing"}}))),
        ("function", template(json!({"a": test(json!({"value": {"str_replace": 1}}))}))),
        ("file", template(json!({"a": test(json!({"value": {"get_file": "missing.txt"}}))}))),
        ("nested file", template(json!({"a": {"type": "missing.yaml"}}))),
        ("reference", template(json!({"a": test(json!({"value": {"get_resource": "b"}}))}))),
        ("parameter", template(json!({"a": test(json!({"value": {"get_param": "p"}}))}))),
        ("property", template(json!({"a": test(json!({"colour": "red"}))}))),
        ("version", json!({"stack_name": "bad", "template": {"heat_template_version": "1999-01-01"}})),
        ("yaml", json!({"stack_name": "bad", "template": "a: [\n"})),
        (
            "environment",
            json!({"stack_name": "bad", "template": {"heat_template_version": "2016-10-14"}, "environment": {"nonsense": {}}}),
        ),
        ("name", json!({"stack_name": "1 bad", "template": {"heat_template_version": "2016-10-14"}})),
    ]
}

#[tokio::test]
async fn templates() {
    let stage = Stage::new("bad-templates").await;
    let stack = stage.create("good", small("x")).await;
    let mut codes = std::collections::BTreeMap::new();
    for (what, body) in wrong_templates() {
        let create = refused(&stage, 400, stage.call("POST", "/stacks", body.clone())).await;
        if !matches!(what, "name") {
            let update = refused(&stage, 400, stage.call("PUT", &stack.path, body)).await;
            assert_eq!(create, update, "{what}");
        }
        println!("{what}: {create}");
        codes.entry(create).or_insert_with(Vec::new).push(what);
    }
    let shared: Vec<_> = codes.iter().filter(|(_, cases)| cases.len() > 1).collect();
    assert!(shared.is_empty(), "cases without a code of their own: {shared:?}");
}

#[tokio::test]
async fn bodies() {
    let stage = Stage::new("bad-bodies").await;
    let stack = stage.create("good", small("x")).await;
    let huge = json!({"stack_name": "bad", "template": "x".repeat(10_000_000)}).to_string().into_bytes();
    let bodies: [(&str, Vec<u8>); 5] = [
        ("body_too_large", huge),
        ("body_not_utf8", b"{\"stack_name\": \"\xff\xfe\"}".to_vec()),
        ("body_not_json", b"{\"stack_name\": ".to_vec()),
        ("body_not_json", b"stack_name: s".to_vec()),
        ("no_stack_name", b"{}".to_vec()),
    ];
    for (code, body) in bodies {
        assert_eq!(refused(&stage, 400, stage.send("POST", "/stacks", Some(body))).await, code);
    }
    let twice = small("again");
    let twice = stage.call("POST", "/stacks", json!({"stack_name": "good", "template": twice["template"]}));
    assert_eq!(refused(&stage, 409, twice).await, "stack_exists");
    let mut unknown = small("again");
    unknown["parameters"] = json!({"nothing": 1});
    refused(&stage, 400, stage.call("PUT", &stack.path, unknown)).await;
    let nowhere = stage.send("DELETE", "/stacks/good/00000000-0000-4000-8000-000000000000", None);
    assert_eq!(refused(&stage, 404, nowhere).await, "not_found");
}

async fn act(stage: &Stage, stack: &Stack, options: Json) -> Answer {
    stage.call("POST", &format!("{}/actions", stack.path), json!({ "rollback": options })).await
}

#[tokio::test]
async fn rollbacks() {
    let stage = Stage::new("bad-rollbacks").await;
    let stack = stage.create("s", changed("one", false)).await;
    assert_eq!(refused(&stage, 409, act(&stage, &stack, Json::Null)).await, "no_complete_revision");
    assert_eq!(refused(&stage, 404, act(&stage, &stack, json!({"to": 99}))).await, "unknown_revision");
    assert_eq!(refused(&stage, 404, act(&stage, &stack, json!({"to": "tag:no"}))).await, "unknown_revision");
    for options in [json!({"too": 1}), json!({"allow": ["all"]}), json!({"to": "nowhere"}), json!(7)] {
        refused(&stage, 400, act(&stage, &stack, options)).await;
    }
    for path in ["revisions/9", "revisions/x", "revisions/1/diff/9", "operations/x", "plans/x", "incarnations/x"] {
        refused(&stage, 404, stage.get(&format!("{}/{path}", stack.path))).await;
    }

    stage.update(&stack, changed("two", false), "UPDATE_COMPLETE").await;
    let shown = act(&stage, &stack, json!({"to": 1, "dry_run": true})).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    let plan = shown.body["plan"]["id"].clone();
    let other = stage.call("PUT", &stack.path, changed("three", false)).await;
    stage.finish(&stack, &other).await;
    assert_eq!(refused(&stage, 409, act(&stage, &stack, json!({"to": 1, "plan_id": plan}))).await, "plan_stale");
}

#[tokio::test]
async fn a_second_rollback() {
    let stage = Stage::new("bad-second").await;
    let mut slow = small("one");
    slow["template"]["resources"]["thing"]["properties"]["action_wait_secs"] = json!({"update": 5});
    let stack = stage.create("s", slow.clone()).await;
    slow["template"]["resources"]["thing"]["properties"]["value"] = json!("two");
    stage.update(&stack, slow, "UPDATE_COMPLETE").await;
    let first = act(&stage, &stack, json!({"to": 1, "client_token": "mine"})).await;
    assert_eq!(first.status, 202, "{}", first.body);
    let same = act(&stage, &stack, json!({"to": 1, "client_token": "mine"})).await;
    assert_eq!((same.status, &same.body["operation"]["id"]), (202, &first.body["operation"]["id"]));
    // What is under way moves by itself: only the list of operations must stay.
    let operations = format!("{}/operations", stack.path);
    let count = stage.read(&operations).await["operations"].as_array().unwrap().len();
    let other = act(&stage, &stack, json!({"to": 1, "client_token": "yours"})).await;
    assert_eq!((other.status, other.code()), (409, "operation_in_progress"), "{}", other.body);
    assert_eq!(other.body["error"]["operation"], first.body["operation"]["id"]);
    assert_eq!(stage.read(&operations).await["operations"].as_array().unwrap().len(), count);
    stage.settle(&stack, "ROLLBACK_COMPLETE").await;
}
