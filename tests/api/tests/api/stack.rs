//! Stacks: status codes, key sets, links and redirects as Heat's clients know them.

use crate::template::{changed, small, tree};
use serde_json::{Value as Json, json};
use test_api::{Stage, column, keys, set};

const SUMMARY: &str = "id links stack_name description stack_status stack_status_reason creation_time updated_time \
    deletion_time stack_owner parent stack_user_project_id tags";

const SHOWN: &str = "id links stack_name description template_description creation_time updated_time deletion_time \
    notification_topics parameters capabilities disable_rollback timeout_mins stack_owner parent stack_user_project_id \
    tags stack_status stack_status_reason outputs";

#[tokio::test]
async fn create_show_list_delete() {
    let stage = Stage::new("stack").await;
    let mut body = tree();
    body["stack_name"] = json!("s");
    body["tags"] = json!("a,b");
    let created = stage.call("POST", "/stacks", body).await;
    assert_eq!(created.status, 201, "{}", created.body);
    assert_eq!(keys(&created.body["stack"]), set("id links"));
    let id = created.body["stack"]["id"].as_str().unwrap();
    let address = format!("{}/stacks/s/{id}", stage.endpoint());
    assert_eq!(created.body["stack"]["links"], json!([{"href": address, "rel": "self"}]));
    assert_eq!(created.location.as_deref(), Some(address.as_str()));

    let stack = test_api::Stack { name: "s".into(), id: id.into(), path: format!("/stacks/s/{id}") };
    let mut shown = stage.settle(&stack, "CREATE_COMPLETE").await;
    shown.as_object_mut().unwrap().remove("carnot");
    assert_eq!(keys(&shown), set(SHOWN));
    assert_eq!(shown["stack_status_reason"], "Stack CREATE completed successfully");
    assert_eq!((&shown["description"], &shown["tags"]), (&json!("A tree of things"), &json!(["a", "b"])));
    assert_eq!((&shown["parameters"]["word"], &shown["parameters"]["secret"]), (&json!("one"), &json!("******")));
    assert_eq!(shown["parameters"]["OS::stack_name"], "s");
    assert_eq!(keys(&shown["outputs"][0]), set("output_key output_value description"));
    assert_eq!(shown["outputs"][1]["output_value"], "one");
    let unresolved = stage.read(&format!("{}?resolve_outputs=false", stack.path)).await;
    assert!(unresolved["stack"].get("outputs").is_none());

    for path in ["/stacks/s", &format!("/stacks/{id}")] {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let found = stage.send(method, path, None).await;
            assert_eq!((found.status, found.location.as_deref()), (302, Some(address.as_str())), "{method} {path}");
        }
    }
    let below = stage.get("/stacks/s/resources?nested_depth=1").await;
    assert_eq!(below.location, Some(format!("{address}/resources?nested_depth=1")));

    let list = stage.read("/stacks?with_count=true").await;
    assert_eq!((list["stacks"].as_array().unwrap().len(), &list["count"]), (1, &json!(1)));
    assert_eq!(keys(&list["stacks"][0]), set(SUMMARY));
    assert_eq!(keys(&stage.read("/stacks/detail").await["stacks"][0]), set(SUMMARY));

    assert_eq!(stage.send("DELETE", &stack.path, None).await.status, 204);
    stage.settle(&stack, "DELETE_COMPLETE").await;
    assert_eq!(stage.read("/stacks").await, json!({"stacks": []}));
    assert_eq!(column(&stage.read("/stacks?show_deleted=true").await["stacks"], "stack_status"), ["DELETE_COMPLETE"]);
    assert_eq!(stage.get("/stacks/s").await.status, 404);
    stage.create("s", small("again")).await;
}

#[tokio::test]
async fn filters_pages_tags_and_projects() {
    let mut stage = Stage::new("list").await;
    for (name, tags) in [("a", "red"), ("b", "red,blue"), ("c", "blue")] {
        let mut body = small(name);
        body["tags"] = json!(tags);
        stage.create(name, body).await;
    }
    let cases: &[(&str, &[&str])] = &[
        ("sort_keys=stack_name&sort_dir=asc", &["a", "b", "c"]),
        ("", &["c", "b", "a"]),
        ("name=b", &["b"]),
        ("stack_name=b&name=c", &["c", "b"]),
        ("status=COMPLETE", &["c", "b", "a"]),
        ("stack_status=CREATE_FAILED", &[]),
        ("status=nonsense", &[]),
        ("action=CREATE&name=a", &["a"]),
        ("id=nonsense", &[]),
        ("tags=red,blue", &["b"]),
        ("tags_any=red,blue&sort_dir=asc", &["a", "b", "c"]),
        ("not_tags=red,blue", &["c", "a"]),
        ("not_tags_any=red", &["c"]),
        ("disable_rollback=True&name=a", &["a"]),
        ("unknown=ignored&limit=1", &["c"]),
        ("limit=0", &[]),
    ];
    for (query, names) in cases {
        let list = stage.read(&format!("/stacks?{query}")).await;
        assert_eq!(column(&list["stacks"], "stack_name"), *names, "{query}");
    }
    let mut seen = Vec::new();
    let mut next = Some("/stacks?limit=2&sort_keys=stack_name&sort_dir=asc".to_owned());
    while let Some(address) = next {
        let page = stage.read(&address).await;
        seen.extend(column(&page["stacks"], "stack_name"));
        next = page["links"][0]["href"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, ["a", "b", "c"]);

    stage.project = "other/ü".replace('/', "%2F").replace('ü', "%C3%BC");
    assert_eq!(stage.read("/stacks").await, json!({"stacks": []}));
    let all = stage.read("/stacks?global_tenant=true").await;
    assert_eq!(column(&all["stacks"], "project"), ["demo", "demo", "demo"]);
    let mine = stage.create("a", small("mine")).await;
    assert!(stage.get("/stacks/a").await.location.unwrap().contains("/v1/other%2F%C3%BC/stacks/a/"));
    stage.project = "demo".into();
    assert_eq!(stage.get(&mine.path).await.status, 404);
}

#[tokio::test]
async fn update_patch_and_previews() {
    let stage = Stage::new("update").await;
    let stack = stage.create("s", tree()).await;
    let before = stage.call("PUT", &format!("{}/preview", stack.path), changed("two", false)).await;
    assert_eq!(before.status, 200, "{}", before.body);
    let before = before.body;
    assert_eq!(keys(&before["resource_changes"]), set("unchanged updated replaced added deleted"));
    assert_eq!(column(&before["resource_changes"]["updated"], "resource_name"), ["thing", "inner"]);
    let raw = set("updated_time creation_time resource_name physical_resource_id resource_action resource_status \
        resource_status_reason resource_type resource_identity stack_identity stack_name required_by description metadata attributes");
    assert!(keys(&before["resource_changes"]["updated"][0]).is_superset(&raw));

    let shown = stage.update(&stack, changed("two", false), "UPDATE_COMPLETE").await;
    assert_eq!((&shown["outputs"][1]["output_value"], &shown["parameters"]["word"]), (&json!("two"), &json!("two")));
    let text = shown["outputs"][0]["output_value"].clone();

    let patched = stage.call("PATCH", &stack.path, json!({"parameters": {"word": "three"}})).await;
    assert_eq!(patched.status, 202);
    assert!(patched.headers.contains_key("x-carnot-operation"));
    let shown = stage.finish(&stack, &patched).await;
    assert_eq!(shown["outputs"][1]["output_value"], "three");
    assert_eq!(shown["outputs"][0]["output_value"], text);

    let cleared = stage.call("PATCH", &stack.path, json!({"clear_parameters": ["word"]})).await;
    assert_eq!(cleared.status, 202, "{}", cleared.body);
    assert_eq!(stage.finish(&stack, &cleared).await["parameters"]["word"], "none");

    let preview = stage.call("POST", "/stacks/preview", with_name(tree(), "other")).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    let stack = &preview.body["stack"];
    assert!(stack.get("stack_status").is_none() && stack["resources"].is_array(), "{stack}");
    assert_eq!(stage.read("/stacks").await["stacks"].as_array().unwrap().len(), 1);
}

fn with_name(mut body: Json, name: &str) -> Json {
    body["stack_name"] = json!(name);
    body
}

#[tokio::test]
async fn actions_and_snapshots() {
    let stage = Stage::new("actions").await;
    let stack = stage.create("s", tree()).await;
    for (action, state) in [("suspend", "SUSPEND_COMPLETE"), ("resume", "RESUME_COMPLETE"), ("check", "CHECK_COMPLETE")]
    {
        let answer = stage.act(&stack, json!({action: null}), state).await;
        assert_eq!((answer.status, answer.body), (200, Json::Null), "{action}");
    }
    let path = format!("{}/snapshots", stack.path);
    let taken = stage.call("POST", &path, json!({"name": "before"})).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert_eq!(keys(&taken.body), set("id name action status status_reason data creation_time"));
    stage.settle(&stack, "SNAPSHOT_COMPLETE").await;
    let list = stage.read(&path).await;
    assert_eq!(
        (column(&list["snapshots"], "name"), column(&list["snapshots"], "status")),
        (vec!["before".to_owned()], vec!["COMPLETE".to_owned()])
    );
    let one = format!("{path}/{}", taken.body["id"].as_str().unwrap());
    assert_eq!(stage.read(&one).await["snapshot"]["name"], "before");
    stage.update(&stack, changed("two", false), "UPDATE_COMPLETE").await;
    assert_eq!(stage.send("POST", &format!("{one}/restore"), None).await.status, 202);
    let restored = stage.settle(&stack, "RESTORE_COMPLETE").await;
    assert_eq!(restored["parameters"]["word"], "one");
    assert_eq!(stage.send("DELETE", &one, None).await.status, 204);
    assert_eq!(stage.get(&one).await.status, 404);
}

#[tokio::test]
async fn export_abandon_adopt() {
    let stage = Stage::new("adopt").await;
    let stack = stage.create("s", tree()).await;
    let text = stage.read(&format!("{}/outputs/text", stack.path)).await["output"]["output_value"].clone();
    let exported = stage.read(&format!("{}/export", stack.path)).await;
    let document = set("name id action status template resources environment files project_id stack_user_project_id");
    assert!(keys(&exported).is_superset(&document), "{:?}", keys(&exported));
    let abandoned = stage.send("DELETE", &format!("{}/abandon", stack.path), None).await;
    assert_eq!(abandoned.status, 200, "{}", abandoned.body);
    assert_eq!(stage.read("/stacks?show_deleted=true").await["stacks"], json!([]));
    let body = json!({
        "stack_name": "t",
        "adopt_stack_data": abandoned.body.to_string(),
        "environment": abandoned.body["environment"],
        "files": abandoned.body["files"],
    });
    let adopted = stage.call("POST", "/stacks", body).await;
    assert_eq!(adopted.status, 201, "{}", adopted.body);
    let id = adopted.body["stack"]["id"].as_str().unwrap().to_owned();
    let stack = test_api::Stack { name: "t".into(), path: format!("/stacks/t/{id}"), id };
    stage.settle(&stack, "ADOPT_COMPLETE").await;
    assert_eq!(stage.read(&format!("{}/outputs/text", stack.path)).await["output"]["output_value"], text);
}
