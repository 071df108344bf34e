//! Rollbacks as clients ask for them: twice, dry, by a plan, by a tag.

use crate::world::{World, code};
use serde_json::{Value as Json, json};

fn good() -> Json {
    json!({"template": {"heat_template_version": "2016-10-14", "resources": {
        "a": {"type": "OS::Heat::RandomString"},
        "t": {"type": "OS::Heat::TestResource", "properties": {"value": "one"}}}}})
}

fn bad() -> Json {
    json!({"template": {"heat_template_version": "2016-10-14", "resources": {
        "a": {"type": "OS::Heat::RandomString", "properties": {"salt": "x"}},
        "t": {"type": "OS::Heat::TestResource", "depends_on": "a", "properties": {"value": "two", "fail": true}}}}})
}

async fn failed() -> World {
    let mut world = World::new();
    world.create(&good()).await;
    world.update(&bad()).await;
    assert_eq!(world.state().await, "UPDATE_FAILED");
    world
}

/// The second rollback of a double click changes nothing, and says so.
#[tokio::test]
async fn a_rollback_is_idempotent() {
    let mut world = World::new();
    let good = json!({"heat_template_version": "2016-10-14", "resources": {"a": {"type": "OS::Heat::RandomString"}}});
    let bad = json!({"heat_template_version": "2016-10-14", "resources": {
        "a": {"type": "OS::Heat::RandomString", "properties": {"salt": "x"}},
        "b": {"type": "OS::Heat::TestResource", "depends_on": "a", "properties": {"fail": true}}}});
    world.create(&json!({"template": good})).await;
    world.update(&json!({"template": bad})).await;
    let token = json!({"client_token": "once"});
    let first = world.rollback(&token).await.unwrap();
    let again = world.rollback(&token).await.unwrap();
    assert_eq!((first.operation.id, first.fresh, again.fresh), (again.operation.id, true, false));
    world.quiet().await;
    let later = world.rollback(&json!(null)).await.unwrap();
    assert_eq!(later.operation.id, first.operation.id);
    assert_eq!(later.plan.unwrap().writes(), 0);
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    assert_eq!(world.revisions().await.len(), 3);
}

/// What was shown is what is carried out, and it is carried out only while it holds.
#[tokio::test]
async fn a_plan_is_carried_out_as_shown_or_not_at_all() {
    let mut world = failed().await;
    let shown = world.dry_run(&json!(null)).await.unwrap();
    assert_eq!(world.state().await, "UPDATE_FAILED");
    let by_id = json!({"plan_id": shown.id.to_string()});
    let accepted = world.rollback(&by_id).await.unwrap();
    let carried_out = world.plan_of(accepted.operation.id).await;
    assert_eq!((&carried_out.resources, &carried_out.steps), (&shown.resources, &shown.steps));
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    assert_eq!(code(world.rollback(&by_id).await), "plan_stale");
}

#[tokio::test]
async fn a_tag_names_a_revision_and_pins_it() {
    let mut world = World::new();
    world.create(&good()).await;
    let (caller, stack) = (world.caller.clone(), world.reference());
    world.service.tag(&caller, &stack, 1, "golden").await.unwrap();
    for number in 0..14 {
        let salt = json!({"template": {"heat_template_version": "2016-10-14", "resources": {
            "v": {"type": "OS::Heat::Value", "properties": {"value": number}}}}});
        world.update(&salt).await;
    }
    assert_eq!(code(world.service.revision(&caller, &stack, 3).await), "unknown_revision");
    let numbers: Vec<_> = world.revisions().await.iter().map(|revision| revision.number).collect();
    assert!(numbers.contains(&1) && numbers.len() <= 12, "{numbers:?}");
    // What was swept long ago would come back as another object: that needs consent.
    assert_eq!(code(world.rollback(&json!({"to": "tag:golden"})).await), "needs_consent");
    world.rollback(&json!({"to": "tag:golden", "allow": ["replace"]})).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    assert_eq!(code(world.rollback(&json!({"to": "tag:none"})).await), "unknown_revision");
    assert_eq!(code(world.rollback(&json!({"to": 99})).await), "unknown_revision");
}

#[tokio::test]
async fn a_failed_update_rolls_back_by_itself_if_it_was_asked_to() {
    let mut world = World::new();
    world.create(&good()).await;
    let before = crate::world::view::View::take(&world).await;
    let mut update = bad();
    update["disable_rollback"] = json!(false);
    world.update(&update).await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    crate::world::view::View::take(&world).await.assert_same(&before, "automatic");
}

#[tokio::test]
async fn a_failed_create_removes_itself_if_it_was_asked_to() {
    let mut world = World::new();
    let mut create = bad();
    create["disable_rollback"] = json!(false);
    world.create(&create).await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    world.assert_no_strays("automatic").await;
}

/// Only a create is undone by removing everything; what a failed create left is not torn down by a failed update.
#[tokio::test]
async fn an_update_of_a_stack_that_never_completed_leaves_what_there_is() {
    let mut world = World::new();
    world.create(&bad()).await;
    let mut update = bad();
    update["disable_rollback"] = json!(false);
    world.update(&update).await;
    assert_eq!(world.state().await, "UPDATE_FAILED");
    assert!(world.stack().await.operation.is_none());
}

/// Nobody is there to consent to an automatic rollback: it stops with its plan, and goes on when somebody does.
#[tokio::test]
async fn an_automatic_rollback_stops_where_it_would_need_consent() {
    let mut world = World::new();
    world.create(&good()).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    service.mark(&caller, &stack, "t", true, None).await.unwrap();
    let mut update = bad();
    update["disable_rollback"] = json!(false);
    world.update(&update).await;
    let root = world.stack().await;
    assert_eq!(root.state(), "ROLLBACK_FAILED", "{}", root.status_reason);
    assert!(root.operation.is_none() && root.status_reason.contains("replace"), "{}", root.status_reason);
    let waiting = &service.operations(&caller, &stack).await.unwrap()[0];
    assert_eq!(waiting.phase.as_str(), "awaiting_consent");
    assert!(!world.plan_of(waiting.id).await.needs_consent.is_empty());
    assert_eq!(code(world.rollback(&json!(null)).await), "needs_consent");
    world.rollback(&json!({"allow": ["replace"]})).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    world.assert_no_strays("consented").await;
}
