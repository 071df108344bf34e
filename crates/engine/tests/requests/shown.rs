//! What clients see: parameters, outputs, resources, history, and nothing that is secret.

use crate::world::World;
use engine::service::{EventQuery, ResourceQuery, Update};
use serde_json::json;

#[tokio::test]
async fn hidden_parameters_stay_hidden() {
    let mut world = World::new();
    let request = json!({
        "template": {"heat_template_version": "2016-10-14",
            "parameters": {"password": {"type": "string", "hidden": true}, "size": {"type": "number", "default": 3}},
            "resources": {"v": {"type": "OS::Heat::Value", "properties": {"value": {"get_param": "password"}}}}},
        "parameters": {"password": "hunter2"},
    });
    world.create(&request).await;
    assert_eq!(world.state().await, "CREATE_COMPLETE");
    let (service, caller, stack) = (&world.service, &world.caller, world.reference());
    let shown = service.show(caller, &stack, true).await.unwrap();
    assert_eq!((shown.parameters["password"].as_str(), shown.parameters["size"].as_str()), ("******", "3"));
    let events = service.events(caller, &stack, &EventQuery::default()).await.unwrap();
    let resources = service.resources(caller, &stack, &ResourceQuery::default()).await.unwrap();
    let revision = service.revision(caller, &stack, 1).await.unwrap();
    let operations = service.operations(caller, &stack).await.unwrap();
    let operation = service.operation(caller, &stack, operations[0].id).await.unwrap();
    let environment = service.environment(caller, &stack).await.unwrap();
    let snapshot = service.snapshot(caller, &stack, None).await.unwrap();
    let everything =
        format!("{shown:?} {events:?} {resources:?} {revision:?} {operation:?} {environment:?} {snapshot:?}");
    assert!(!everything.contains("hunter2"), "{everything}");
    assert!(events.len() >= 4, "{events:?}");
}

/// Neither a changed secret nor a refused one shows anywhere.
#[tokio::test]
async fn changed_and_refused_secrets_stay_hidden() {
    let mut world = World::new();
    let template = json!({"heat_template_version": "2016-10-14",
        "parameters": {"password": {"type": "string", "hidden": true, "constraints": [{"allowed_pattern": "[a-z0-9]+"}]}},
        "resources": {
            "kept": {"type": "OS::Heat::Value", "properties": {"value": {"get_param": "password"}}},
            "t": {"type": "OS::Heat::TestResource", "properties": {"value": {"get_attr": ["kept", "value"]}}},
            "r": {"type": "OS::Heat::RandomString", "properties": {"salt": {"get_param": "password"}}}}});
    let with = |password: &str| json!({"template": template, "parameters": {"password": password}});
    world.create(&with("hunter2")).await;
    let refused = world.update_started(&with("hunter3!")).await.unwrap_err();
    assert!(!format!("{refused:?}").contains("hunter"), "{refused:?}");
    let accepted = world.update(&with("hunter4")).await;
    assert_eq!(world.state().await, "UPDATE_COMPLETE");
    let (service, caller, stack) = (&world.service, &world.caller, world.reference());
    let plan = world.plan_of(accepted.operation.id).await;
    let events = service.events(caller, &stack, &EventQuery::default()).await.unwrap();
    let diff = service.diff(caller, &stack, 1, 2).await.unwrap();
    let records = service.incarnations(caller, &stack, None).await.unwrap();
    let revisions =
        (service.revision(caller, &stack, 1).await.unwrap(), service.revision(caller, &stack, 2).await.unwrap());
    let everything = format!("{plan:?} {events:?} {diff:?} {records:?} {revisions:?}");
    assert!(!everything.contains("hunter"), "{everything}");
    assert!(!diff.environment.is_empty(), "that a secret changed may be seen");
}

#[tokio::test]
async fn a_patch_keeps_what_it_does_not_name() {
    let mut world = World::new();
    let template = json!({"heat_template_version": "2016-10-14",
        "parameters": {"a": {"type": "string", "default": "-"}, "b": {"type": "string", "default": "-"}},
        "resources": {"v": {"type": "OS::Heat::TestResource", "properties": {
            "value": {"list_join": [",", [{"get_param": "a"}, {"get_param": "b"}]]}}}},
        "outputs": {"o": {"value": {"get_attr": ["v", "output"]}}}});
    world.create(&json!({"template": template, "parameters": {"a": "1", "b": "1"}, "tags": "keep"})).await;
    world.update(&json!({"existing": true, "parameters": {"b": "2"}})).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    assert_eq!(service.output(&caller, &stack, "o").await.unwrap().value.as_str(), Some("1,2"));
    assert_eq!(world.stack().await.tags, ["keep"]);
    let clear = Update { existing: true, clear_parameters: vec!["a".to_owned()], ..Update::default() };
    service.update(&caller, &stack, clear).await.unwrap();
    world.quiet().await;
    assert_eq!(service.output(&caller, &stack, "o").await.unwrap().value.as_str(), Some("-,2"));
    let diff = service.diff(&caller, &stack, 1, 3).await.unwrap();
    assert!(diff.template.is_empty() && !diff.environment.is_empty(), "{diff:?}");
    world.update(&json!({"template": template})).await;
    assert!(world.stack().await.tags.is_empty(), "a PUT says all that holds");
}

#[tokio::test]
async fn the_life_of_a_stack() {
    let mut world = World::new();
    let template = json!({"template": {"heat_template_version": "2016-10-14", "resources": {
        "r": {"type": "OS::Heat::RandomString"}, "g": {"type": "OS::Heat::ResourceGroup", "properties": {
            "count": 2, "resource_def": {"type": "OS::Heat::RandomString"}}}}}});
    world.create(&template).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    let all = ResourceQuery { nested_depth: 2, ..ResourceQuery::default() };
    assert_eq!(service.resources(&caller, &stack, &all).await.unwrap().len(), 4);
    let shown = service.resource(&caller, &stack, "r", &[]).await.unwrap();
    assert_eq!(shown.attributes.unwrap()["value"].as_str().unwrap().len(), 32);
    service.suspend(&caller, &stack).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "SUSPEND_COMPLETE");
    service.resume(&caller, &stack).await.unwrap();
    world.quiet().await;
    service.check(&caller, &stack).await.unwrap();
    world.quiet().await;
    assert!(["CHECK_COMPLETE", "CHECK_FAILED"].contains(&world.state().await.as_str()));
    let snapshot = service.snapshot(&caller, &stack, Some("one".to_owned())).await.unwrap();
    world.quiet().await;
    let snapshot = service.show_snapshot(&caller, &stack, &snapshot.id.to_string()).await.unwrap();
    assert_eq!(snapshot.status.as_str(), "COMPLETE", "{snapshot:?}");
    let told = snapshot.data.get("resources").and_then(|all| all.as_map()).unwrap();
    assert!(told.values().all(|one| one.get("action").and_then(|word| word.as_str()) == Some("SNAPSHOT")), "{told:?}");
    service.restore(&caller, &stack, &snapshot.id.to_string()).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "RESTORE_COMPLETE");
    let exported = service.export(&caller, &stack).await.unwrap();
    assert_eq!(exported["resources"]["g"]["resources"].as_object().unwrap().len(), 2);
    service.delete(&caller, &stack).await.unwrap();
    world.quiet().await;
    let gone = service.show(&caller, &stack, true).await.unwrap();
    assert_eq!(gone.stack.state(), "DELETE_COMPLETE");
    world.assert_no_strays("deleted").await;
}

/// A stack that is worked on for years takes the room of its last times.
#[tokio::test]
async fn what_is_old_is_forgotten() {
    let mut world = World::keeping(20);
    let template = |value: usize| {
        json!({"template": {"heat_template_version": "2018-08-31", "resources": {
            "t": {"type": "OS::Heat::TestResource", "properties": {"value": value.to_string()}}}}})
    };
    world.create(&template(0)).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    let early = world.dry_run(&json!({"to": 1})).await.unwrap();
    service.tag(&caller, &stack, 1, "first").await.unwrap();
    let mut first_checks = Vec::new();
    for turn in 1..50 {
        world.update(&template(turn)).await;
        first_checks.push(service.check(&caller, &stack).await.unwrap().operation.id);
        world.quiet().await;
    }
    let events = service.events(&caller, &stack, &EventQuery::default()).await.unwrap();
    assert!(events.len() <= 30, "{}: twenty, and those of the last operation", events.len());
    let operations = service.operations(&caller, &stack).await.unwrap();
    assert!(operations.len() <= 42, "{}", operations.len());
    assert!(world.ctx.store.journal(first_checks[0], None).await.unwrap().is_empty());
    assert!(world.ctx.store.plan(early.id).await.unwrap().is_none());
    let kept: Vec<u32> = world.revisions().await.iter().map(|revision| revision.number).collect();
    assert_eq!((kept[0], kept.last()), (50, Some(&1)), "the tagged one is kept: {kept:?}");
    for operation in operations {
        let plan = world.ctx.store.plan(operation.plan.unwrap()).await.unwrap();
        assert!(plan.is_some(), "an operation lost its plan");
    }
    world.rollback(&json!({"to": "tag:first"})).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
}

/// A change of parts that names a parameter which the template does not have: Heat passes over it; a whole new definition is refused.
#[tokio::test]
async fn a_parameter_that_is_not_there() {
    let mut world = World::new();
    let template =
        json!({"heat_template_version": "2016-10-14", "parameters": {"a": {"type": "string", "default": "x"}}});
    world.create(&json!({"template": template})).await;
    let parts = json!({"existing": true, "parameters": {"a": "y", "b": "z"}});
    world.update(&parts).await;
    assert_eq!(world.state().await, "UPDATE_COMPLETE");
    let shown = world.service.show(&world.caller, &world.reference(), true).await.unwrap();
    assert_eq!(shown.parameters.get("a").map(String::as_str), Some("y"));
    let whole = world.update_started(&json!({"template": template, "parameters": {"b": "z"}})).await;
    assert!(whole.is_err());
}
