//! Resources, events and outputs.

use crate::template::{small, tree};
use serde_json::{Value as Json, json};
use test_api::{Stage, column, keys, set};

const LISTED: &str = "resource_name logical_resource_id links physical_resource_id resource_type resource_status \
    resource_status_reason creation_time updated_time required_by";

#[tokio::test]
async fn resources() {
    let stage = Stage::new("resource").await;
    let stack = stage.create("s", tree()).await;
    let path = format!("{}/resources", stack.path);
    let list = stage.read(&path).await["resources"].clone();
    let mut names = column(&list, "resource_name");
    names.sort();
    assert_eq!(names, ["group", "inner", "text", "thing"]);
    assert!(list.as_array().unwrap().iter().all(|one| keys(one) == set(LISTED)), "{list}");
    let text = list.as_array().unwrap().iter().find(|one| one["resource_name"] == "text").unwrap();
    assert_eq!(text["required_by"], json!(["thing"]));
    assert_eq!(column(&text["links"], "rel"), ["self", "stack"]);

    let deep = stage.read(&format!("{path}?nested_depth=2")).await["resources"].clone();
    assert_eq!(deep.as_array().unwrap().len(), 7, "{deep}");
    let leaf = deep.as_array().unwrap().iter().find(|one| one["resource_name"] == "leaf").unwrap();
    assert_eq!(leaf["parent_resource"], "inner");
    let self_link = leaf["links"][0]["href"].as_str().unwrap();
    assert_eq!(stage.read(self_link).await["resource"]["resource_name"], "leaf");

    let shown = stage.read(&format!("{path}/inner")).await["resource"].clone();
    assert_eq!(keys(&shown), set(&format!("{LISTED} description attributes")));
    assert_eq!(column(&shown["links"], "rel"), ["self", "stack", "nested"]);
    let nested = stage.read(shown["links"][2]["href"].as_str().unwrap()).await["stack"].clone();
    assert_eq!((&nested["parent"], &nested["id"]), (&json!(stack.id), &shown["physical_resource_id"]));
    let text = stage.read(&format!("{path}/text")).await["resource"].clone();
    assert!(text["attributes"]["value"].is_string(), "{text}");
    assert_eq!(stage.read(&format!("{path}/text/metadata")).await, json!({"metadata": {"colour": "blue"}}));

    for (query, expected) in [
        ("name=text", 1),
        ("type=OS::Heat::RandomString", 1),
        ("status=CREATE_COMPLETE", 4),
        ("status=FAILED", 0),
        ("action=nonsense", 0),
    ] {
        let found = stage.read(&format!("{path}?{query}")).await;
        assert_eq!(found["resources"].as_array().unwrap().len(), expected, "{query}");
    }
    let detailed = stage.read(&format!("{path}?with_detail=true&name=text")).await;
    assert!(detailed["resources"][0]["attributes"].is_object(), "{detailed}");
    let missing = stage.get(&format!("{path}/nothing")).await;
    assert_eq!(missing.status, 404);
    assert_eq!(missing.body["error"]["type"], "ResourceNotFound");
    assert_eq!(missing.body["error"]["message"], "The Resource (nothing) could not be found in Stack s.");
}

#[tokio::test]
async fn unhealthy_and_healthy_again() {
    let stage = Stage::new("mark").await;
    let stack = stage.create("s", small("x")).await;
    let path = format!("{}/resources/thing", stack.path);
    for body in [json!({}), json!({"mark_unhealthy": "perhaps"}), json!({"mark_unhealthy": true, "why": 1})] {
        assert_eq!(stage.call("PATCH", &path, body.clone()).await.status, 400, "{body}");
    }
    let marked =
        stage.call("PATCH", &path, json!({"mark_unhealthy": true, "resource_status_reason": "it smokes"})).await;
    assert_eq!((marked.status, marked.body), (200, Json::Null));
    let seen = stage.read(&path).await["resource"].clone();
    assert_eq!(
        (&seen["resource_status"], &seen["resource_status_reason"]),
        (&json!("CHECK_FAILED"), &json!("it smokes"))
    );
    assert_eq!(stage.call("PATCH", &path, json!({"mark_unhealthy": "False"})).await.status, 200);
    assert_eq!(stage.read(&path).await["resource"]["resource_status"], "CHECK_COMPLETE");
}

#[tokio::test]
async fn events() {
    let stage = Stage::new("event").await;
    let stack = stage.create("s", tree()).await;
    let newest_first = stage.read(&format!("{}/events", stack.path)).await["events"].clone();
    let path = format!("{}/events?sort_dir=asc", stack.path);
    let all = stage.read(&path).await["events"].clone();
    assert_eq!(newest_first[0]["id"], all.as_array().unwrap().last().unwrap()["id"]);
    let first = &all[0];
    assert_eq!(
        keys(first),
        set(
            "id links event_time resource_name logical_resource_id physical_resource_id resource_status resource_status_reason"
        )
    );
    assert_eq!((&first["resource_name"], &first["resource_status"]), (&json!("s"), &json!("CREATE_IN_PROGRESS")));
    assert_eq!(first["resource_status_reason"], "Stack CREATE started");
    assert_eq!(column(&first["links"], "rel"), ["self", "resource", "stack"]);
    let last = all.as_array().unwrap().last().unwrap();
    assert_eq!(last["resource_status_reason"], "Stack CREATE completed successfully");

    let one = stage.read(first["links"][0]["href"].as_str().unwrap()).await["event"].clone();
    assert_eq!((&one["id"], &one["resource_type"]), (&first["id"], &json!("OS::Heat::Stack")));
    let deep = stage.read(&format!("{path}&nested_depth=3")).await["events"].clone();
    assert!(deep.as_array().unwrap().len() > all.as_array().unwrap().len());
    assert_eq!(column(&deep[0]["links"], "rel"), ["self", "resource", "stack", "root_stack"]);

    let page = stage.read(&format!("{path}&limit=2")).await["events"].clone();
    let next = stage.read(&format!("{path}&limit=1&marker={}", page[1]["id"].as_str().unwrap())).await;
    assert_eq!(next["events"][0]["id"], all[2]["id"]);
    let newest = stage.read(&format!("{path}&sort_dir=desc&limit=1")).await;
    assert_eq!(newest["events"][0]["id"], last["id"]);
    let of_thing = stage.read(&format!("{}/resources/thing/events?sort_dir=asc", stack.path)).await["events"].clone();
    assert_eq!(column(&of_thing, "resource_status"), ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"]);
    let filtered = stage.read(&format!("{path}&resource_name=thing&resource_status=COMPLETE")).await;
    assert_eq!(filtered["events"].as_array().unwrap().len(), 1);
    assert_eq!(stage.get(&format!("{}/resources/nothing/events", stack.path)).await.status, 404);
    let absent = format!("{}/resources/thing/events/{}", stack.path, stack.id);
    assert_eq!(stage.get(&absent).await.body["error"]["message"], format!("No event {} found", stack.id));
}

#[tokio::test]
async fn outputs() {
    let stage = Stage::new("output").await;
    let stack = stage.create("s", tree()).await;
    let path = format!("{}/outputs", stack.path);
    let list = stage.read(&path).await;
    let described = json!([
        {"output_key": "text", "description": "The text"},
        {"output_key": "inner", "description": "No description given"},
    ]);
    assert_eq!(list["outputs"], described);
    let one = stage.read(&format!("{path}/inner")).await;
    assert_eq!(
        one["output"],
        json!({"output_key": "inner", "description": "No description given", "output_value": "one"})
    );
    let missing = stage.get(&format!("{path}/nothing")).await;
    assert_eq!((missing.status, &missing.body["error"]["type"]), (404, &json!("NotFound")));
    assert_eq!(missing.body["error"]["message"], "Specified output key nothing not found.");
}
