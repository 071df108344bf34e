//! What Carnot adds: revisions, rollback, plans, operations, incarnations.

use crate::template::{changed, small, tree};
use serde_json::{Value as Json, json};
use test_api::{Stack, Stage, column};

/// Every object of a stack by its slot.
async fn objects(stage: &Stage, stack: &Stack) -> Vec<(String, String)> {
    let list = stage.read(&format!("{}/incarnations", stack.path)).await["incarnations"].clone();
    let current = list.as_array().unwrap().iter().filter(|one| one["current"] == true);
    let text = |one: &Json, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let mut found: Vec<_> = current.map(|one| (text(one, "path"), text(one, "physical_resource_id"))).collect();
    found.sort();
    found
}

#[tokio::test]
async fn a_failed_update_goes_back() {
    let stage = Stage::new("rollback").await;
    let stack = stage.create("s", tree()).await;
    let before = objects(&stage, &stack).await;
    stage.update(&stack, changed("two", true), "UPDATE_FAILED").await;

    let actions = format!("{}/actions", stack.path);
    let shown = stage.call("POST", &actions, json!({"rollback": {"dry_run": true}})).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert!(shown.body.get("operation").is_none());
    let plan = &shown.body["plan"];
    assert_eq!((&plan["goal"], &plan["to"], &plan["class"]), (&json!("rollback"), &json!(1), &json!("safe")));

    let begun = stage.call("POST", &actions, json!({"rollback": {"client_token": "mine", "message": "again"}})).await;
    assert_eq!(begun.status, 202, "{}", begun.body);
    let operation = begun.body["operation"].clone();
    assert_eq!(begun.location.as_deref(), operation["links"][0]["href"].as_str());
    stage.settle(&stack, "ROLLBACK_COMPLETE").await;
    assert_eq!(objects(&stage, &stack).await, before);
    assert_eq!(stage.read(&stack.path).await["stack"]["outputs"][1]["output_value"], "one");

    let seen = stage.read(begun.location.as_deref().unwrap()).await["operation"].clone();
    assert_eq!((&seen["phase"], &seen["finished"]), (&json!("done"), &json!(true)));
    assert!(seen["steps"].as_array().unwrap().iter().all(|step| step["status"] != "failed"), "{seen}");
    let plan = stage.read(seen["links"][2]["href"].as_str().unwrap()).await["plan"].clone();
    assert_eq!(plan["id"], seen["plan_id"]);

    let revisions = stage.read(&format!("{}/revisions", stack.path)).await["revisions"].clone();
    assert_eq!(column(&revisions, "outcome"), ["complete", "failed", "complete"]);
    assert_eq!((&revisions[0]["rollback_of"], &revisions[0]["head"]), (&json!(1), &json!(true)));
    assert_eq!(revisions[0]["message"], "again");

    let again = stage.call("PATCH", &stack.path, json!({"rollback": true})).await;
    assert_eq!(again.status, 202, "{}", again.body);
    stage.settle(&stack, "ROLLBACK_COMPLETE").await;
    assert_eq!(objects(&stage, &stack).await, before);
}

#[tokio::test]
async fn revisions_diff_and_tags() {
    let stage = Stage::new("revision").await;
    let stack = stage.create("s", changed("one", false)).await;
    let mut next = changed("two", false);
    next["message"] = json!("a better word");
    next["source"] = json!({"remote": "https://example.org/r.git", "ref": "main"});
    stage.update(&stack, next, "UPDATE_COMPLETE").await;
    let one = stage.read(&format!("{}/revisions/1", stack.path)).await["revision"].clone();
    assert_eq!(one["content"]["template"]["description"], "A tree of things");
    assert_eq!(one["content"]["parameters"]["secret"], "******");
    assert!(one["bindings"].as_array().unwrap().iter().any(|binding| binding["path"] == "inner/leaf"), "{one}");
    let two = stage.read(&format!("{}/revisions/2", stack.path)).await["revision"].clone();
    assert_eq!((&two["message"], &two["source"]["ref"]), (&json!("a better word"), &json!("main")));
    let diff = stage.read(&format!("{}/revisions/1/diff/2", stack.path)).await["diff"].clone();
    assert_eq!(column(&diff["environment"], "path"), ["parameters.word"], "{diff}");
    assert_eq!((&diff["environment"][0]["before"], &diff["environment"][0]["after"]), (&json!("one"), &json!("two")));

    let tag = format!("{}/revisions/1/tags/good", stack.path);
    assert_eq!(stage.send("PUT", &tag, None).await.body["revision"]["tags"], json!(["good"]));
    let back = stage.call("POST", &format!("{}/actions", stack.path), json!({"rollback": {"to": "tag:good"}})).await;
    assert_eq!(back.status, 202, "{}", back.body);
    stage.settle(&stack, "ROLLBACK_COMPLETE").await;
    assert_eq!(stage.send("DELETE", &tag, None).await.body["revision"]["tags"], json!([]));
}

#[tokio::test]
async fn settings_and_incarnations() {
    let stage = Stage::new("incarnation").await;
    let stack = stage.create("s", small("x")).await;
    let set = stage
        .call("PATCH", &format!("{}/settings", stack.path), json!({"sweep": "after:3600", "tags": ["kept"]}))
        .await;
    assert_eq!(set.status, 200, "{}", set.body);
    let shown = stage.read(&stack.path).await["stack"].clone();
    assert_eq!((&shown["carnot"]["sweep"], &shown["tags"]), (&json!("after:3600"), &json!(["kept"])));
    let list = stage.read(&format!("{}/incarnations?phase=live", stack.path)).await["incarnations"].clone();
    let one = list[0]["links"][0]["href"].as_str().unwrap();
    assert_eq!(stage.read(one).await["incarnation"]["path"], "thing");
    stage.call("PATCH", &format!("{}/resources/thing", stack.path), json!({"mark_unhealthy": true})).await;
    assert_eq!(stage.read(one).await["incarnation"]["health"], "broken");
    let healed = stage.call("POST", &format!("{one}/actions"), json!({"mark_healthy": null})).await;
    assert_eq!((healed.status, &healed.body["incarnation"]["health"]), (200, &json!("healthy")));
    assert_eq!(stage.call("POST", &format!("{one}/actions"), json!({"explode": null})).await.status, 400);
    assert_eq!(stage.get(&format!("{}/incarnations?phase=solid", stack.path)).await.status, 400);
}
