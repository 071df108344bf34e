//! Plays a scenario file.

use super::World;
use super::view::View;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Plays the steps of a scenario; what they promise is asserted.
pub(crate) async fn play(scenario: &Json) {
    let mut world = World::new();
    let mut remembered: BTreeMap<String, View> = BTreeMap::new();
    for (number, step) in scenario["steps"].as_array().unwrap().iter().enumerate() {
        let place = format!("{} step {}: {step}", scenario["id"], number + 1);
        let (verb, given) = step.as_object().unwrap().iter().next().unwrap();
        match verb.as_str() {
            "create" => {
                world.create_started(given).await;
                after(&mut world, step, &place).await;
            }
            "update" => {
                world.update_started(given).await.unwrap_or_else(|error| panic!("{place}: {error:?}"));
                after(&mut world, step, &place).await;
            }
            "rollback" => rollback(&mut world, given, step, &place).await,
            "remember" => {
                remembered.insert(given.as_str().unwrap().to_owned(), View::take(&world).await);
            }
            "restored" => restored(&mut world, &remembered[given.as_str().unwrap()], &place).await,
            "empty" => assert!(View::take(&world).await.resources.is_empty(), "{place}"),
            other => panic!("{place}: no step {other}"),
        }
    }
}

async fn after(world: &mut World, step: &Json, place: &str) {
    if step["wait"] == false {
        world.work().await;
        return;
    }
    world.quiet().await;
    if let Some(expected) = step["expect"].as_str() {
        let stack = world.stack().await;
        assert_eq!(stack.state(), expected, "{place}: {}", stack.status_reason);
    }
}

async fn rollback(world: &mut World, given: &Json, step: &Json, place: &str) {
    if let Some(code) = step["refused"].as_str() {
        assert_eq!(world.rollback(given).await.unwrap_err().code(), code, "{place}");
        return;
    }
    let plan = if given["dry_run"] == true {
        world.dry_run(given).await.unwrap_or_else(|error| panic!("{place}: {error:?}"))
    } else {
        let accepted = world.rollback(given).await.unwrap_or_else(|error| panic!("{place}: {error:?}"));
        after(world, step, place).await;
        world.plan_of(accepted.operation.id).await
    };
    if let Some(most) = step["writes_max"].as_u64() {
        assert!(plan.writes() as u64 <= most, "{place}: {plan:#?}");
    }
}

/// The common postconditions P1 to P5.
async fn restored(world: &mut World, before: &View, place: &str) {
    let now = View::take(world).await;
    now.assert_same(before, place);
    world.assert_no_strays(place).await;
    let revisions = world.revisions().await.len();
    world.rollback(&Json::Null).await.unwrap_or_else(|error| panic!("{place}: {error:?}"));
    world.quiet().await;
    assert_eq!(world.state().await, "ROLLBACK_COMPLETE", "{place}");
    View::take(world).await.assert_same(before, place);
    assert_eq!(world.revisions().await.len(), revisions, "{place}: a second rollback did something");
}
