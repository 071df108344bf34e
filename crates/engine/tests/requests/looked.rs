//! Objects that there is doubt about are looked at before anything is planned.

use crate::world::World;
use crate::world::cloud::Things;
use engine::service::{Answer, Rollback, Update};
use model::goal::{Drift, Observe, Options};
use model::operation::OperationPhase;
use model::plan::{Action, Plan};
use serde_json::{Value as Json, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;

fn template(resources: Json) -> Json {
    json!({"template": {"heat_template_version": "2018-08-31", "resources": resources}})
}

fn thing(size: u32) -> Json {
    json!({"type": "Test::Thing", "properties": {"size": size}})
}

/// Two things, and an update of one of them that failed after it had its effect in part.
async fn half_done() -> (World, Arc<Things>) {
    let (mut world, things) = World::of_things();
    world.create(&template(json!({"a": thing(1), "b": thing(1)}))).await;
    assert_eq!(world.state().await, "CREATE_COMPLETE");
    let broken = json!({"type": "Test::Thing", "properties": {"size": 2, "fail": true}});
    world.update(&template(json!({"a": broken, "b": thing(1)}))).await;
    assert_eq!(world.state().await, "UPDATE_FAILED");
    things.calls();
    (world, things)
}

fn action(plan: &Plan, name: &str) -> Action {
    plan.resources.iter().find(|r| r.path.as_str() == name).unwrap().action
}

async fn rollback(world: &mut World, request: Rollback) -> Answer {
    world.service.rollback(&world.caller, &world.reference(), request).await.unwrap()
}

async fn converge(world: &mut World, resources: Json) -> Answer {
    let request = Update { sent: crate::world::sent(&template(resources)), converge: true, ..Update::default() };
    world.service.update(&world.caller, &world.reference(), request).await.unwrap()
}

#[tokio::test]
async fn only_what_is_in_doubt_is_asked_about() {
    let (mut world, things) = half_done().await;
    let plan = world.dry_run(&Json::Null).await.unwrap();
    assert_eq!(things.calls(), ["GET /things/thing-1"]);
    assert_eq!((action(&plan, "a"), action(&plan, "b")), (Action::Update, Action::Keep));
    let options = Options { observe: Observe::All, ..Options::default() };
    rollback(&mut world, Rollback { dry_run: true, options, ..Rollback::default() }).await;
    assert_eq!(things.calls(), ["GET /things/thing-1", "GET /things/thing-2"]);
}

#[tokio::test]
async fn what_the_failed_call_did_not_reach_is_left_alone() {
    let (mut world, things) = half_done().await;
    things.change("thing-1", "size", json!(1));
    world.rollback(&Json::Null).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    assert!(things.calls().iter().all(|call| call.starts_with("GET")), "it was as wanted already");
}

#[tokio::test]
async fn what_is_gone_is_seen_before_the_plan_is_made() {
    let (mut world, things) = half_done().await;
    things.lose("thing-1");
    let plan = world.dry_run(&Json::Null).await.unwrap();
    assert!(plan.resources.iter().any(|r| r.action == Action::Create), "{plan:#?}");
    world.rollback(&json!({"plan_id": plan.id.to_string()})).await.unwrap();
    world.quiet().await;
    assert_eq!((world.state().await.as_str(), things.count()), ("ROLLBACK_COMPLETE", 2));
}

#[tokio::test]
async fn a_plan_that_was_shown_is_stale_when_the_cloud_has_changed() {
    let (mut world, things) = half_done().await;
    let plan = world.dry_run(&Json::Null).await.unwrap();
    things.lose("thing-1");
    let refused = world.rollback(&json!({"plan_id": plan.id.to_string()})).await.unwrap_err();
    assert_eq!(refused.code(), "plan_stale");
    assert_eq!(world.state().await, "UPDATE_FAILED");
}

/// A second rollback looks again: what was lost since is made, and without a loss nothing happens.
#[tokio::test]
async fn a_rollback_that_has_ended_is_verified() {
    let (mut world, things) = half_done().await;
    let first = world.rollback(&json!({"client_token": "once"})).await.unwrap();
    world.quiet().await;
    world.step().await;
    things.calls();
    let second = world.rollback(&Json::Null).await.unwrap();
    assert_eq!(second.operation.id, first.operation.id);
    assert_eq!(second.plan.unwrap().writes(), 0);
    assert_eq!(things.calls(), ["GET /things/thing-1", "GET /things/thing-2"]);
    things.lose("thing-1");
    let by_token = world.rollback(&json!({"client_token": "once"})).await.unwrap();
    assert_eq!(by_token.operation.id, first.operation.id);
    let third = world.rollback(&Json::Null).await.unwrap();
    assert_ne!(third.operation.id, first.operation.id);
    world.quiet().await;
    assert_eq!((world.state().await.as_str(), things.count()), ("ROLLBACK_COMPLETE", 2));
}

#[tokio::test]
async fn drift_is_told_and_put_back_on_request() {
    let (mut world, things) = half_done().await;
    things.change("thing-2", "size", json!(7));
    let options = Options { observe: Observe::All, ..Options::default() };
    let shown = rollback(&mut world, Rollback { dry_run: true, options: options.clone(), ..Rollback::default() }).await;
    let Answer::Shown(plan) = shown else { panic!("{shown:?}") };
    assert!(plan.not_undone.iter().any(|stays| stays.path.as_str() == "b" && stays.property == "size"), "{plan:#?}");
    let options = Options { drift: Drift::Revert, ..options };
    rollback(&mut world, Rollback { options, ..Rollback::default() }).await;
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    assert_eq!(things.get("thing-2", "size"), 1);
}

#[tokio::test]
async fn an_update_that_converges_mends_what_others_did() {
    let (mut world, things) = World::of_things();
    let resources = json!({"a": thing(1), "b": thing(1), "c": thing(1)});
    world.create(&template(resources.clone())).await;
    things.change("thing-1", "size", json!(9));
    things.lose("thing-2");
    // An ordinary update asks nobody.
    things.calls();
    world.update(&template(resources.clone())).await;
    assert_eq!(things.calls(), [""; 0]);
    converge(&mut world, resources).await;
    world.quiet().await;
    assert_eq!((world.state().await.as_str(), things.count()), ("UPDATE_COMPLETE", 3));
    assert_eq!(things.get("thing-1", "size"), 1);
}

#[tokio::test]
async fn somebody_s_word_that_an_object_is_broken_stands() {
    let (mut world, _) = World::of_things();
    world.create(&template(json!({"a": thing(1)}))).await;
    world.service.mark(&world.caller, &world.reference(), "a", true, None).await.unwrap();
    let Answer::Accepted(accepted) = converge(&mut world, json!({"a": thing(1)})).await else { panic!("shown") };
    assert_eq!(action(&accepted.plan.unwrap(), "a"), Action::Replace);
}

/// A cloud that takes long does not hold up the request: an engine looks, then plans.
#[tokio::test]
async fn who_answers_late_is_waited_for_by_the_engine() {
    let (mut world, things) = half_done().await;
    things.lose("thing-1");
    things.slow.store(true, Ordering::Relaxed);
    let accepted = world.rollback(&Json::Null).await.unwrap();
    assert_eq!(accepted.operation.phase, OperationPhase::Observing);
    assert!(accepted.plan.is_none());
    world.work().await;
    assert_eq!(world.state().await, "ROLLBACK_IN_PROGRESS");
    things.slow.store(false, Ordering::Relaxed);
    things.go_on.notify_waiters();
    world.quiet().await;
    assert_eq!((world.state().await.as_str(), things.count()), ("ROLLBACK_COMPLETE", 2));
    assert!(world.plan_of(accepted.operation.id).await.resources.iter().any(|r| r.action == Action::Create));
}

#[tokio::test]
async fn a_dry_run_says_what_it_could_not_see() {
    let (mut world, things) = half_done().await;
    things.slow.store(true, Ordering::Relaxed);
    let plan = world.dry_run(&Json::Null).await.unwrap();
    let entry = plan.resources.iter().find(|r| r.path.as_str() == "a").unwrap();
    assert!(entry.notes.iter().any(|note| note.contains("could not be in time")), "{entry:#?}");
}
