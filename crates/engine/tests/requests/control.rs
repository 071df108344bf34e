//! Taking control: cancelling, overtaking, deferring, declaring.

use crate::world::view::View;
use crate::world::{World, code};
use engine::service::{IncarnationAction, ResourceQuery, Settings};
use model::goal::SweepPolicy;
use model::incarnation::Phase;
use serde_json::{Value as Json, json};

fn template(resources: Json) -> Json {
    json!({"template": {"heat_template_version": "2016-10-14", "resources": resources}})
}

fn secret(salt: &str) -> Json {
    json!({"type": "OS::Heat::RandomString", "properties": {"salt": salt}})
}

/// A stack whose update waits for ever.
async fn under_way() -> (World, View) {
    let mut world = World::new();
    world.create(&template(json!({"s": secret("a")}))).await;
    let before = View::take(&world).await;
    let slow = json!({"type": "OS::Heat::TestResource", "depends_on": "s", "properties": {"wait_secs": 100}});
    world.update_started(&template(json!({"s": secret("b"), "slow": slow}))).await.unwrap();
    world.work().await;
    assert_eq!(world.state().await, "UPDATE_IN_PROGRESS");
    (world, before)
}

#[tokio::test]
async fn a_cancelled_update_goes_back() {
    let (mut world, before) = under_way().await;
    world.service.cancel(&world.caller, &world.reference(), true).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    View::take(&world).await.assert_same(&before, "cancel");
    world.assert_no_strays("cancel").await;
    assert_eq!(code(world.service.cancel(&world.caller, &world.reference(), true).await), "not_supported");
}

#[tokio::test]
async fn a_stopped_update_stays_where_it_is_and_can_go_back_later() {
    let (mut world, before) = under_way().await;
    world.service.cancel(&world.caller, &world.reference(), false).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "UPDATE_FAILED");
    assert_eq!(world.revisions().await[0].outcome.as_str(), "cancelled");
    world.rollback(&Json::Null).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    View::take(&world).await.assert_same(&before, "stopped");
}

#[tokio::test]
async fn a_rollback_fences_an_update_off() {
    let (mut world, before) = under_way().await;
    world.rollback(&Json::Null).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    View::take(&world).await.assert_same(&before, "fenced");
    let service = world.service.clone();
    let phases: Vec<_> = service
        .operations(&world.caller, &world.reference())
        .await
        .unwrap()
        .into_iter()
        .map(|o| o.phase.as_str())
        .collect();
    assert_eq!(phases, ["done", "superseded", "done"]);
}

#[tokio::test]
async fn a_delete_overtakes_everything() {
    let (mut world, _) = under_way().await;
    let (caller, stack) = (world.caller.clone(), world.reference());
    let first = world.service.delete(&caller, &stack).await.unwrap().unwrap();
    let again = world.service.delete(&caller, &stack).await.unwrap().unwrap();
    assert_eq!((first.operation.id, again.fresh), (again.operation.id, false));
    world.quiet().await;
    assert_eq!(world.state().await, "DELETE_COMPLETE");
    world.assert_no_strays("deleted").await;
}

#[tokio::test]
async fn a_deferred_sweep_makes_the_way_back_a_restore() {
    let mut world = World::new();
    world.create(&template(json!({"s": secret("a"), "old": secret("o")}))).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    let manual = Settings { sweep: Some(SweepPolicy::Manual), ..Settings::default() };
    service.set(&caller, &stack, manual).await.unwrap();
    let before = View::take(&world).await;
    world.update(&template(json!({"s": secret("b")}))).await;
    assert_eq!(world.state().await, "UPDATE_COMPLETE");
    world.rollback(&Json::Null).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    View::take(&world).await.assert_same(&before, "restored");
    service.sweep(&caller, &stack).await.unwrap();
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    View::take(&world).await.assert_same(&before, "swept");
    world.assert_no_strays("swept").await;
}

#[tokio::test]
async fn what_is_declared_unhealthy_is_replaced_and_may_be_exonerated() {
    let mut world = World::new();
    let given = template(json!({"s": secret("a")}));
    world.create(&given).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    let before = View::take(&world).await;
    service.mark(&caller, &stack, "s", true, Some("looks sick".to_owned())).await.unwrap();
    let shown = service.resource(&caller, &stack, "s", &[]).await.unwrap();
    assert_eq!((shown.record.action.as_str(), shown.record.status_reason.as_str()), ("CHECK", "looks sick"));
    service.mark(&caller, &stack, "s", false, None).await.unwrap();
    world.update(&given).await;
    View::take(&world).await.assert_same(&before, "exonerated");
    service.mark(&caller, &stack, "s", true, None).await.unwrap();
    world.update(&given).await;
    assert_ne!(View::take(&world).await.resources, before.resources);
}

#[tokio::test]
async fn only_objects_without_a_slot_are_let_go() {
    let mut world = World::new();
    world.create(&template(json!({"s": secret("a")}))).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    let records = service.incarnations(&caller, &stack, None).await.unwrap();
    let refused = service.act_on_incarnation(&caller, &stack, records[0].id, IncarnationAction::Retain).await;
    assert_eq!(code(refused), "wrong_phase");
    let manual = Settings { sweep: Some(SweepPolicy::Manual), ..Settings::default() };
    service.set(&caller, &stack, manual).await.unwrap();
    world.update(&template(json!({"s": secret("b")}))).await;
    let older = service.incarnations(&caller, &stack, None).await.unwrap();
    let older = older.iter().find(|record| !record.current).unwrap().id;
    let kept = service.act_on_incarnation(&caller, &stack, older, IncarnationAction::Retain).await.unwrap();
    assert_eq!(kept.phase, Phase::Retained);
    assert_eq!(service.resources(&caller, &stack, &ResourceQuery::default()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_plan_beyond_the_limit_asks_first() {
    let mut world = World::new();
    world.create(&template(json!({"s": secret("a")}))).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    let safe = Settings { limit: Some(Some(model::goal::Class::Safe)), ..Settings::default() };
    service.set(&caller, &stack, safe).await.unwrap();
    let before = (world.stack().await, world.revisions().await);
    let replacing = template(json!({"s": secret("b")}));
    assert_eq!(code(world.update_started(&replacing).await), "needs_consent");
    assert_eq!((world.stack().await, world.revisions().await), before);
}

#[tokio::test]
async fn what_takes_too_long_fails_and_goes_back_if_it_was_asked_to() {
    let mut world = World::new();
    world.create(&template(json!({"s": secret("a")}))).await;
    let before = View::take(&world).await;
    let slow = json!({"type": "OS::Heat::TestResource", "properties": {"action_wait_secs": {"create": 100_000}}});
    world.update(&template(json!({"s": secret("b"), "slow": slow}))).await;
    let stack = world.stack().await;
    assert_eq!((stack.state().as_str(), stack.status_reason.as_str()), ("UPDATE_FAILED", "Timed out"));
    let slower = json!({"type": "OS::Heat::TestResource", "properties": {
        "action_wait_secs": {"create": 200_000}, "value": "other"}});
    let mut again = template(json!({"s": secret("b"), "slower": slower}));
    again["disable_rollback"] = json!(false);
    world.update(&again).await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    View::take(&world).await.assert_same(&before, "timed out");
    world.assert_no_strays("timed out").await;
}

/// A removal that does not end in time does not spoil the way back: it is a leftover, which is tried again until it is gone.
#[tokio::test]
async fn a_leftover_is_removed_later() {
    let mut world = World::new();
    world.create(&template(json!({"s": secret("a")}))).await;
    let before = View::take(&world).await;
    let sticky = json!({"type": "OS::Heat::TestResource", "properties": {"action_wait_secs": {"delete": 2_000}}});
    let fails = json!({"type": "OS::Heat::TestResource", "depends_on": "sticky", "properties": {"fail": true}});
    world.update(&template(json!({"s": secret("b"), "sticky": sticky, "fails": fails}))).await;
    world.rollback(&Json::Null).await.unwrap();
    let mut leftovers = 0;
    for _ in 0..200 {
        world.step().await;
        let shown = world.service.show(&world.caller, &world.reference(), false).await.unwrap();
        leftovers = leftovers.max(shown.leftovers.len());
    }
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE");
    assert_eq!(leftovers, 1, "what could not be removed is told");
    View::take(&world).await.assert_same(&before, "leftover");
    world.assert_no_strays("leftover").await;
}
