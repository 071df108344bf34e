//! What needs an engine's decision, what is to be swept, who is there.

use super::fixture::{Fixture, LEASE, commit};
use super::sample::Samples;
use crate::Store;
use crate::rule::LEFTOVER_RETRY;
use model::failure::{Failure, FailureKind};
use model::goal::SweepPolicy;
use model::incarnation::{Incarnation, Phase};
use model::operation::OperationPhase;
use model::stack::Stack;
use model::step::StepStatus;
use model::write::Write;
use model::{OperationId, Timestamp};
use std::time::Duration;

async fn attention(store: &dyn Store) -> Vec<OperationId> {
    store.attention(9).await.unwrap().iter().map(|operation| operation.id).collect()
}

/// Operations that nobody will carry on unless an engine decides something are found.
pub async fn attention_needed(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 40, "s", &[&[], &[0]]).await;
    let id = fixture.operation.id;
    assert_eq!(attention(store).await, [], "its steps can be claimed");
    for phase in
        [OperationPhase::Requested, OperationPhase::Quiescing, OperationPhase::Observing, OperationPhase::Planning]
    {
        fixture.set_operation(|operation| operation.phase = phase).await;
        assert_eq!(attention(store).await, [id], "{phase}");
    }
    fixture.set_operation(|operation| operation.phase = OperationPhase::Building).await;
    fixture.set_operation(|operation| operation.deadline = Some(Timestamp(i64::MAX))).await;
    assert_eq!(attention(store).await, []);
    fixture.set_operation(|operation| operation.deadline = Some(Timestamp(5))).await;
    assert_eq!(attention(store).await, [id], "past its deadline");
    fixture.set_operation(|operation| operation.deadline = None).await;
    fixture.set_operation(|operation| operation.halting = true).await;
    assert_eq!(attention(store).await, [id], "halting, and nothing was started");
    fixture.set_operation(|operation| operation.halting = false).await;
    let [first] = fixture.claim(9).await.try_into().unwrap();
    assert_eq!(attention(store).await, [], "a step runs");
    fixture.step(first.row, StepStatus::Failed, &[]).await;
    assert_eq!(attention(store).await, [id], "its last step waits for nothing that will come");
    assert_eq!(store.attention(0).await.unwrap(), []);
    assert_eq!(store.attention(1).await.unwrap(), [fixture.operation.clone()]);
    fixture.set_operation(|operation| operation.phase = OperationPhase::Failed).await;
    assert_eq!(attention(store).await, [], "final");
    fixture.set_operation(|operation| operation.phase = OperationPhase::Building).await;
    let next = fixture.supersede().await;
    assert_eq!(attention(store).await, [next.id], "superseded; the next one has no steps yet");
}

fn leftover(record: &mut Incarnation) {
    record.current = false;
    record.phase = Phase::Doomed;
    record.delete_blocked_by =
        Some(Failure::new(FailureKind::InUse { by: Some("port".to_owned()) }, "Conflict", "in use"));
}

async fn put(store: &dyn Store, stack: &Stack, record: &Incarnation) -> bool {
    commit(store, [Write::Stack(Box::new(stack.clone())), Write::Incarnation(Box::new(record.clone()))]).await;
    let found = store.sweepable(9).await.unwrap();
    assert!(found.is_empty() || found == [stack.id], "{found:?}");
    !found.is_empty()
}

/// Leftovers are tried again after a while, unless something is done with the stack anyway.
pub async fn leftovers(store: &dyn Store) {
    let mut samples = Samples::new(41);
    let mut stack = samples.stack("demo", "s");
    let mut record = samples.record(&stack, "a");
    assert!(!put(store, &stack, &record).await, "it is needed");
    leftover(&mut record);
    record.generation = 1;
    assert!(put(store, &stack, &record).await);
    let now = store.now().await.unwrap();
    record.generation = 2;
    record.updated_at = now;
    assert!(!put(store, &stack, &record).await, "it was tried just now");
    record.generation = 3;
    record.updated_at = Timestamp(now.0 - i64::try_from(LEFTOVER_RETRY.as_micros()).unwrap());
    assert!(put(store, &stack, &record).await);
    assert!(store.sweepable(0).await.unwrap().is_empty());
    let operation = samples.operation(&mut stack);
    commit(store, [Write::Operation(Box::new(operation.clone())), Write::Stack(Box::new(stack.clone()))]).await;
    assert!(store.sweepable(9).await.unwrap().is_empty(), "an operation is at work");
    let done = model::operation::Operation { phase: OperationPhase::Done, ..operation };
    commit(store, [Write::Operation(Box::new(done))]).await;
    assert_eq!(store.sweepable(9).await.unwrap(), [stack.id]);
    stack.deleted_at = Some(now);
    commit(store, [Write::Stack(Box::new(stack.clone()))]).await;
    assert_eq!(store.sweepable(9).await.unwrap(), [stack.id], "what a deleted stack left is removed as well");
}

/// Deferred sweeps are due after the stack's delay, once the newest revision is the committed one.
pub async fn deferred(store: &dyn Store) {
    let mut samples = Samples::new(42);
    let mut stack = samples.stack("demo", "s");
    (stack.head, stack.attempted) = (Some(2), Some(2));
    let mut record = samples.record(&stack, "a");
    record.current = false;
    record.phase = Phase::Superseded;
    let now = store.now().await.unwrap();
    record.updated_at = Timestamp(now.0 - 100_000_000);
    let cases = [
        (SweepPolicy::Immediate, 0, Some(2), false),
        (SweepPolicy::Manual, 0, Some(2), false),
        (SweepPolicy::After, 99, Some(2), true),
        (SweepPolicy::After, 3600, Some(2), false),
        (SweepPolicy::After, 99, Some(3), false),
    ];
    for (sweep, after, attempted, due) in cases {
        (stack.sweep, stack.sweep_after_secs, stack.attempted) = (sweep, after, attempted);
        assert_eq!(put(store, &stack, &record).await, due, "{sweep} {after} {attempted:?}");
        record.generation += 1;
    }
    (stack.sweep_after_secs, stack.attempted) = (99, Some(2));
    for phase in [Phase::Gone, Phase::Retained, Phase::Live] {
        record.phase = phase;
        assert!(!put(store, &stack, &record).await, "{phase}");
        record.generation += 1;
    }
    record.phase = Phase::Superseded;
    assert!(put(store, &stack, &record).await);
    record.generation += 1;
    record.current = true;
    assert!(!put(store, &stack, &record).await, "it has its slot");
}

/// Engines are listed with their leases until they sign off.
pub async fn engines(store: &dyn Store) {
    let mut samples = Samples::new(43);
    let (first, second) = (samples.engine(), samples.engine());
    let before = store.now().await.unwrap();
    store.heartbeat(first, "one", LEASE).await.unwrap();
    store.heartbeat(second, "two", Duration::ZERO).await.unwrap();
    let listed = store.engines().await.unwrap();
    let mut hosts: Vec<_> = listed.iter().map(|row| (row.id, row.host.as_str())).collect();
    hosts.sort_unstable();
    let mut wanted = vec![(first, "one"), (second, "two")];
    wanted.sort_unstable();
    assert_eq!(hosts, wanted);
    let row = listed.iter().find(|row| row.id == first).unwrap();
    assert!(row.started_at >= before && row.seen_at >= row.started_at);
    assert_eq!(row.lease_until, row.seen_at.after(LEASE));
    assert_eq!(row.binary, crate::rule::ENGINE_BINARY);
    store.heartbeat(first, "moved", LEASE).await.unwrap();
    let again = store.engines().await.unwrap();
    let again = again.iter().find(|row| row.id == first).unwrap();
    assert_eq!((again.host.as_str(), again.started_at), ("moved", row.started_at));
    store.sign_off(first).await.unwrap();
    store.sign_off(first).await.unwrap();
    assert_eq!(store.engines().await.unwrap().iter().map(|row| row.id).collect::<Vec<_>>(), [second]);
}
