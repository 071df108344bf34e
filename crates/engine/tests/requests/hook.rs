//! Hooks and what an environment forbids, as clients meet them: events, signals, refusals, time-outs.

use crate::world::{World, code};
use engine::service::{EventQuery, Result};
use serde_json::{Value as Json, json};

fn thing(value: &str) -> Json {
    json!({"type": "OS::Heat::TestResource", "properties": {"value": value}})
}

/// A stack of `t` and `u`, which depends on it, whose environment says this of its resources.
fn given(value: &str, said: &Json) -> Json {
    let mut user = thing("u");
    user["depends_on"] = json!("t");
    json!({
        "template": {"heat_template_version": "2016-10-14", "resources": {"t": thing(value), "u": user}},
        "environment": {"resource_registry": {"resources": said}},
    })
}

async fn clear(world: &World, name: &str, hook: &str) -> Result<()> {
    let details = Some(json!({"unset_hook": hook}));
    world.service.signal(&world.caller, &world.reference(), name, details).await
}

/// What the events of a resource say, oldest first.
async fn said(world: &World, name: &str) -> Vec<String> {
    let query = EventQuery { resource: Some(name.to_owned()), ..EventQuery::default() };
    let events = world.service.events(&world.caller, &world.reference(), &query).await.unwrap();
    let mut events: Vec<_> = events.into_iter().map(|view| view.event).collect();
    events.sort_by_key(|event| event.at);
    events.into_iter().map(|event| format!("{}_{} {}", event.action, event.status, event.reason)).collect()
}

#[tokio::test]
async fn an_operation_stops_at_a_hook_until_it_is_cleared() {
    let mut world = World::new();
    let hooks = json!({"t": {"hooks": ["pre-create", "post-create", "pre-update"]}, "*": {"hooks": "pre-delete"}});
    world.create_started(&given("one", &hooks)).await;
    world.step().await;
    world.work().await;
    assert_eq!(world.state().await, "CREATE_IN_PROGRESS");
    assert_eq!(said(&world, "t").await, ["INIT_COMPLETE CREATE paused until Hook pre-create is cleared"]);
    assert_eq!(code(clear(&world, "t", "pre-update").await), "invalid_hook");
    assert_eq!(code(clear(&world, "u", "pre-create").await), "invalid_hook");
    assert_eq!(code(clear(&world, "t", "whenever").await), "invalid_hook");
    assert_eq!(code(clear(&world, "nobody", "pre-create").await), "resource_not_found");
    clear(&world, "t", "pre-create").await.unwrap();
    world.work().await;
    assert_eq!(world.state().await, "CREATE_IN_PROGRESS", "it stops behind the create, too");
    assert_eq!(code(clear(&world, "t", "pre-create").await), "invalid_hook");
    clear(&world, "t", "post-create").await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "CREATE_COMPLETE");
    let events = said(&world, "t").await;
    for wanted in ["INIT_COMPLETE Hook pre-create is cleared", "CREATE_COMPLETE Hook post-create is cleared"] {
        assert!(events.iter().any(|event| event == wanted), "{events:?}");
    }
    world.update_started(&given("two", &hooks)).await.unwrap();
    world.work().await;
    clear(&world, "t", "pre-update").await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "UPDATE_COMPLETE");
    world.service.delete(&world.caller, &world.reference()).await.unwrap();
    world.work().await;
    assert_eq!(world.state().await, "DELETE_IN_PROGRESS");
    for name in ["u", "t"] {
        clear(&world, name, "pre-delete").await.unwrap();
        world.work().await;
    }
    world.quiet().await;
    assert_eq!(world.state().await, "DELETE_COMPLETE");
}

#[tokio::test]
async fn a_hook_that_nobody_clears_does_not_outlast_the_time_out() {
    let mut world = World::new();
    world.create(&given("one", &json!({}))).await;
    world.update(&given("two", &json!({"t": {"hooks": "pre-update"}}))).await;
    let stack = world.stack().await;
    assert_eq!((stack.state().as_str(), stack.status_reason.as_str()), ("UPDATE_FAILED", "Timed out"));
    let events = said(&world, "t").await;
    assert!(events.iter().any(|event| event == "CREATE_COMPLETE Failure occurred while waiting."), "{events:?}");
    assert_eq!(code(clear(&world, "t", "pre-update").await), "invalid_hook");
    world.update(&given("two", &json!({}))).await;
    assert_eq!(world.state().await, "UPDATE_COMPLETE");
}

#[tokio::test]
async fn a_failure_beside_a_hook_ends_the_wait() {
    let mut world = World::new();
    let mut given = given("one", &json!({"t": {"hooks": "pre-create"}}));
    given["template"]["resources"]["bad"] = json!({"type": "OS::Heat::TestResource", "properties": {"fail": true}});
    world.create_started(&given).await;
    world.step().await;
    world.work().await;
    assert_eq!(world.state().await, "CREATE_FAILED");
}

#[tokio::test]
async fn a_rollback_takes_the_place_of_a_stopped_update() {
    let mut world = World::new();
    world.create(&given("one", &json!({}))).await;
    world.update_started(&given("two", &json!({"*": {"hooks": "pre-update"}}))).await.unwrap();
    world.work().await;
    world.rollback(&Json::Null).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    let shown = world.service.resource(&world.caller, &world.reference(), "t", &[]).await.unwrap();
    assert_eq!(shown.record.applied.get("value").and_then(model::Value::as_str), Some("one"));
}

#[tokio::test]
async fn what_is_forbidden_is_refused_before_it_begins() {
    let mut world = World::new();
    let guarded = json!({"t": {"restricted_actions": "update"}, "u": {"restricted_actions": ["replace"]}});
    world.create(&given("one", &guarded)).await;
    let before = (world.stack().await, world.revisions().await);
    assert_eq!(code(world.update_started(&given("two", &guarded)).await), "restricted_action");
    let mut replaced = given("one", &guarded);
    replaced["template"]["resources"]["u"]["type"] = json!("OS::Heat::None");
    assert_eq!(code(world.update_started(&replaced).await), "restricted_action");
    assert_eq!((world.stack().await, world.revisions().await), before);
    world.update(&given("two", &json!({"u": guarded["u"]}))).await;
    assert_eq!(world.state().await, "UPDATE_COMPLETE");
}
