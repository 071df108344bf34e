//! What keeps a commit from having any effect.

use super::fixture::{Fixture, LEASE, commit, is_fenced};
use super::sample::Samples;
use crate::{Error, Store};
use model::Timestamp;
use model::step::StepStatus;
use model::write::{Fence, Write};
use std::time::Duration;

/// Only the operation that owns the stack's epoch may write, and only under that epoch.
pub async fn epoch(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 1, "s", &[&[]]).await;
    let event = fixture.samples.event(&fixture.stack, "a");
    let old = fixture.fence();
    fixture.try_commit(vec![Write::Event(Box::new(event.clone()))]).await.unwrap();
    let next = fixture.supersede().await;
    let late = fixture.samples.event(&fixture.stack, "late");
    let write = || vec![Write::Event(Box::new(late.clone()))];
    assert!(is_fenced(&store.commit(old, write()).await), "the operation before");
    let fence = |epoch| Fence::Operation { operation: next.id, epoch, engine: fixture.engine };
    assert!(is_fenced(&store.commit(fence(next.epoch + 1), write()).await), "another epoch");
    assert_eq!(store.event(late.id).await.unwrap(), None, "nothing was written");
    store.commit(fence(next.epoch), write()).await.unwrap();
    assert_eq!(store.event(late.id).await.unwrap(), Some(late));
}

/// An engine whose lease has run out, that signed off or that never was cannot write.
pub async fn lease(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 2, "s", &[&[]]).await;
    let event = fixture.samples.event(&fixture.stack, "a");
    let write = || vec![Write::Event(Box::new(event.clone()))];
    store.heartbeat(fixture.engine, "here", Duration::ZERO).await.unwrap();
    assert!(is_fenced(&fixture.try_commit(write()).await), "the lease ran out");
    store.heartbeat(fixture.engine, "here", LEASE).await.unwrap();
    fixture.try_commit(Vec::new()).await.unwrap();
    store.sign_off(fixture.engine).await.unwrap();
    assert!(is_fenced(&fixture.try_commit(write()).await), "signed off");
    fixture.engine = fixture.samples.engine();
    assert!(is_fenced(&fixture.try_commit(write()).await), "never reported");
    assert_eq!(store.event(event.id).await.unwrap(), None);
}

/// A stack's version counts its changes, and a commit that was based on another has no effect.
pub async fn version(store: &dyn Store) {
    let mut samples = Samples::new(3);
    let mut stack = samples.stack("demo", "s");
    commit(store, [Write::Stack(Box::new(stack.clone()))]).await;
    assert_eq!(store.stack(stack.id).await.unwrap().unwrap().version, 1);
    let fence = |version| Fence::Stack { stack: stack.id, version };
    stack.status_reason = "first".to_owned();
    let write = vec![Write::Stack(Box::new(stack.clone()))];
    store.commit(fence(1), write.clone()).await.unwrap();
    assert!(is_fenced(&store.commit(fence(1), write.clone()).await));
    assert!(is_fenced(&store.commit(fence(3), write).await));
    assert_eq!(store.stack(stack.id).await.unwrap().unwrap().version, 2);
    let unknown = Fence::Stack { stack: samples.stack("demo", "x").id, version: 0 };
    assert!(is_fenced(&store.commit(unknown, Vec::new()).await));
}

/// A step that was claimed again cannot be written by the engine that had it before.
pub async fn claims(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 4, "s", &[&[], &[0]]).await;
    let [first] = fixture.claim(9).await.try_into().unwrap();
    store.heartbeat(fixture.engine, "here", Duration::ZERO).await.unwrap();
    assert_eq!(store.reap().await.unwrap(), 1);
    let other = fixture.samples.engine();
    store.heartbeat(other, "there", LEASE).await.unwrap();
    let [second] = store.claim(other, 9).await.unwrap().try_into().unwrap();
    assert_eq!((second.row.index, second.row.claims), (0, 2));

    store.heartbeat(fixture.engine, "here", LEASE).await.unwrap();
    let mut row = first.row;
    row.status = StepStatus::Done;
    let event = fixture.samples.event(&fixture.stack, "a");
    let late = vec![Write::Event(Box::new(event.clone())), Write::Step { row: Box::new(row), release: vec![1] }];
    assert!(is_fenced(&fixture.try_commit(late.clone()).await));
    assert!(is_fenced(&store.commit(Fence::None, late).await), "under any fence");
    assert_eq!(store.event(event.id).await.unwrap(), None, "not even what came before it");
    assert_eq!(fixture.statuses().await, [StepStatus::Running, StepStatus::Pending]);
    fixture.engine = other;
    fixture.step(second.row, StepStatus::Done, &[1]).await;
    assert_eq!(fixture.statuses().await, [StepStatus::Done, StepStatus::Ready]);
}

/// A record is only replaced by who has seen it as it is; several writes of one commit count on.
pub async fn generation(store: &dyn Store) {
    let mut samples = Samples::new(5);
    let stack = samples.stack("demo", "s");
    let mut record = samples.record(&stack, "a");
    let write = |record: &model::incarnation::Incarnation| Write::Incarnation(Box::new(record.clone()));
    commit(store, [Write::Stack(Box::new(stack)), write(&record)]).await;
    assert_eq!(store.incarnation(record.id).await.unwrap().unwrap().generation, 1);
    assert!(is_fenced(&store.commit(Fence::None, vec![write(&record)]).await), "it is there already");
    record.generation = 1;
    let mut again = record.clone();
    again.generation = 2;
    again.status_reason = "twice".to_owned();
    commit(store, [write(&record), write(&again)]).await;
    let stored = store.incarnation(record.id).await.unwrap().unwrap();
    assert_eq!((stored.generation, stored.status_reason.as_str()), (3, "twice"));
    assert!(is_fenced(&store.commit(Fence::None, vec![write(&again)]).await));
    again.generation = 3;
    let twice = vec![write(&again), write(&again)];
    assert!(is_fenced(&store.commit(Fence::None, twice).await), "the second write did not see the first");
    assert_eq!(store.incarnation(record.id).await.unwrap().unwrap().generation, 3);
}

/// A project has one living root stack of a name.
pub async fn namesakes(store: &dyn Store) {
    let mut samples = Samples::new(6);
    let mut first = samples.stack("demo", "s");
    let put = |stack: &model::stack::Stack| vec![Write::Stack(Box::new(stack.clone()))];
    store.commit(Fence::None, put(&first)).await.unwrap();
    let second = samples.stack("demo", "s");
    let event = samples.event(&second, "s");
    let mut writes = vec![Write::Event(Box::new(event.clone()))];
    writes.extend(put(&second));
    let refused = store.commit(Fence::None, writes).await;
    assert!(matches!(&refused, Err(Error::Exists(name)) if name == "s"), "{refused:?}");
    assert_eq!(store.stack(second.id).await.unwrap(), None);
    assert_eq!(store.event(event.id).await.unwrap(), None);

    store.commit(Fence::None, put(&samples.stack("other", "s"))).await.unwrap();
    let mut nested = samples.nested(&first, "x");
    nested.name = "s".to_owned();
    store.commit(Fence::None, put(&nested)).await.unwrap();
    store.commit(Fence::None, put(&first)).await.unwrap();
    first.deleted_at = Some(Timestamp(5));
    store.commit(Fence::None, put(&first)).await.unwrap();
    store.commit(Fence::None, put(&second)).await.unwrap();
    first.deleted_at = None;
    assert!(matches!(store.commit(Fence::None, put(&first)).await, Err(Error::Exists(_))), "it may not come back");
}

/// A commit whose rows refer to nothing is refused as a whole.
pub async fn dangling(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 7, "s", &[&[]]).await;
    let mut other = fixture.samples.stack("demo", "other");
    let operation = fixture.samples.operation(&mut other);
    let plan = fixture.samples.plan(&other, &[&[]]);
    let [claimed] = fixture.claim(1).await.try_into().unwrap();
    let mut beyond = claimed.row.clone();
    beyond.index = 7;
    let mut foreign = claimed.row;
    foreign.operation = operation.id;
    let stray = [
        Write::Steps { operation: fixture.operation.id, plan: plan.id },
        Write::Step { row: Box::new(beyond), release: Vec::new() },
        Write::Step { row: Box::new(foreign), release: Vec::new() },
        Write::Journal(fixture.samples.journal(&operation, None, "create")),
    ];
    for write in stray {
        let event = fixture.samples.event(&fixture.stack, "a");
        let refused = store.commit(Fence::None, vec![Write::Event(Box::new(event.clone())), write]).await;
        assert!(matches!(refused, Err(Error::Corrupt { .. })), "{refused:?}");
        assert_eq!(store.event(event.id).await.unwrap(), None);
    }
}
