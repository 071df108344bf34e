//! Claiming steps and ending them.

use super::fixture::{Fixture, LEASE, block_on, commit};
use crate::Store;
use model::Timestamp;
use model::operation::OperationPhase;
use model::step::StepStatus;
use model::write::{Fence, Write};
use std::sync::Mutex;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);

/// Laid out steps wait for those before them; what a step's end releases can be claimed then.
pub async fn release(store: &dyn Store) {
    let fixture = Fixture::new(store, 20, "s", &[&[], &[], &[0, 1], &[2]]).await;
    let steps = store.steps(fixture.operation.id).await.unwrap();
    assert_eq!(steps.iter().map(|row| row.waits).collect::<Vec<_>>(), [0, 0, 2, 1]);
    assert_eq!(steps.iter().map(|row| row.index).collect::<Vec<_>>(), [0, 1, 2, 3]);
    let [first, second] = fixture.claim(9).await.try_into().unwrap();
    assert_eq!(first.row.status, StepStatus::Running);
    assert_eq!((first.row.owner, first.row.claims), (Some(fixture.engine), 1));
    assert!(first.row.started_at.is_some());
    assert_eq!((first.stack, first.epoch), (fixture.stack.id, fixture.operation.epoch));
    assert_eq!(store.steps(fixture.operation.id).await.unwrap()[0], first.row);

    let committed = fixture.step(first.row.clone(), StepStatus::Done, &[2]).await;
    assert!(!committed.woke && committed.idle.is_empty(), "{committed:?}");
    let again = fixture.step(first.row, StepStatus::Done, &[2]).await;
    assert!(!again.woke, "a step that had ended releases nothing");
    assert_eq!(fixture.claim_indices(9).await, [0_u32; 0]);
    let committed = fixture.step(second.row, StepStatus::Failed, &[2]).await;
    assert!(committed.woke && committed.idle.is_empty(), "{committed:?}");
    let [third] = fixture.claim(9).await.try_into().unwrap();
    let committed = fixture.step(third.row, StepStatus::Skipped, &[3]).await;
    assert!(committed.woke);
    let [fourth] = fixture.claim(9).await.try_into().unwrap();
    let committed = fixture.step(fourth.row, StepStatus::Done, &[]).await;
    assert!(!committed.woke);
    assert_eq!(committed.idle, [fixture.operation.id]);
}

/// What a step keeps between calls comes back as it was, and a waiting step can be claimed when its time has come.
pub async fn waiting(store: &dyn Store) {
    let fixture = Fixture::new(store, 21, "s", &[&[], &[]]).await;
    let now = store.now().await.unwrap();
    let [mut first, second] = fixture.claim(9).await.try_into().unwrap();
    first.row.stage = Some(serde_json::json!({"polls": 3, "id": "x", "hidden": {"$secret": "hush"}}));
    let later = now.after(HOUR);
    let committed = fixture.wait(first.row.clone(), later).await;
    assert!(!committed.woke && committed.idle.is_empty(), "{committed:?}");
    assert_eq!(store.next_due().await.unwrap(), Some(later));
    assert!(fixture.claim(9).await.is_empty());
    let committed = fixture.wait(second.row, Timestamp(7)).await;
    assert!(committed.woke, "its time has come already");
    assert_eq!(store.next_due().await.unwrap(), Some(Timestamp(7)));
    let [second] = fixture.claim(9).await.try_into().unwrap();
    assert_eq!((second.row.index, second.row.claims), (1, 2));
    assert_eq!(store.next_due().await.unwrap(), Some(later));

    first.row.ready_at = Timestamp(9);
    fixture.step(first.row.clone(), StepStatus::Waiting, &[]).await;
    let [again] = fixture.claim(9).await.try_into().unwrap();
    assert_eq!((again.row.stage, again.row.started_at), (first.row.stage, first.row.started_at));
    assert_eq!(store.next_due().await.unwrap(), None);
}

/// The longest due go first, then the ready ones of the oldest operation by index; never more than asked for.
pub async fn order(store: &dyn Store) {
    let old = Fixture::new(store, 22, "old", &[&[], &[], &[], &[]]).await;
    let new = Fixture::new(store, 23, "new", &[&[], &[], &[]]).await;
    let [a, b] = old.claim(2).await.try_into().unwrap();
    assert_eq!((a.row.index, b.row.index), (0, 1));
    old.wait(a.row, Timestamp(200)).await;
    old.wait(b.row, Timestamp(100)).await;
    assert!(store.claim(old.engine, 0).await.unwrap().is_empty());
    let places = |claimed: Vec<crate::Claimed>| {
        let place = |claimed: crate::Claimed| (claimed.stack == old.stack.id, claimed.row.index);
        claimed.into_iter().map(place).collect::<Vec<_>>()
    };
    assert_eq!(places(new.claim(4).await), [(true, 1), (true, 0), (true, 2), (true, 3)]);
    assert_eq!(places(new.claim(2).await), [(false, 0), (false, 1)]);
    assert_eq!(places(new.claim(2).await), [(false, 2)]);
    let stranger = Fixture::new(store, 24, "other", &[&[]]).await;
    store.heartbeat(stranger.engine, "here", Duration::ZERO).await.unwrap();
    assert!(stranger.claim(9).await.is_empty(), "no lease, no work");
}

/// No step is started of an operation that is halting; those that were started go on, and then it is idle.
pub async fn halting(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 25, "s", &[&[], &[], &[], &[0]]).await;
    let [first, second] = fixture.claim(2).await.try_into().unwrap();
    fixture.wait(second.row, Timestamp(1)).await;
    let committed = fixture.set_operation(|operation| operation.halting = true).await;
    assert!(!committed.woke && committed.idle.is_empty(), "{committed:?}");
    let [second] = fixture.claim(9).await.try_into().unwrap();
    assert_eq!(second.row.index, 1);
    let committed = fixture.step(first.row, StepStatus::Failed, &[3]).await;
    assert!(!committed.woke && committed.idle.is_empty(), "{committed:?}");
    assert_eq!(
        fixture.statuses().await,
        [StepStatus::Failed, StepStatus::Running, StepStatus::Ready, StepStatus::Ready]
    );
    // The engine dies over it: the step was started, so it is finished by another.
    store.heartbeat(fixture.engine, "here", Duration::ZERO).await.unwrap();
    assert_eq!(store.reap().await.unwrap(), 1);
    store.heartbeat(fixture.engine, "here", LEASE).await.unwrap();
    let committed = fixture.set_operation(|_| ()).await;
    assert!(committed.idle.is_empty(), "an interrupted step is not over: {committed:?}");
    let [second] = fixture.claim(9).await.try_into().unwrap();
    let committed = fixture.step(second.row, StepStatus::Done, &[]).await;
    assert_eq!(committed.idle, [fixture.operation.id]);
    assert!(fixture.claim(9).await.is_empty());
    let committed = fixture.set_operation(|operation| operation.halting = false).await;
    assert!(committed.woke && committed.idle.is_empty(), "{committed:?}");
    assert_eq!(fixture.claim_indices(9).await, [2, 3]);
}

/// Steps of an operation that lost the epoch, or that is final, cannot be claimed and are not due.
pub async fn ownership(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 26, "s", &[&[], &[], &[]]).await;
    let [first] = fixture.claim(1).await.try_into().unwrap();
    fixture.wait(first.row, Timestamp(1)).await;
    fixture.set_operation(|operation| operation.phase = OperationPhase::Paused).await;
    assert!(fixture.claim(9).await.is_empty());
    assert_eq!(store.next_due().await.unwrap(), None);
    let committed = fixture.set_operation(|operation| operation.phase = OperationPhase::Sweeping).await;
    assert!(committed.woke);
    assert_eq!(store.next_due().await.unwrap(), Some(Timestamp(1)));
    let next = fixture.supersede().await;
    assert!(fixture.claim(9).await.is_empty());
    assert_eq!(store.next_due().await.unwrap(), None);
    let plan = fixture.samples.plan(&fixture.stack, &[&[], &[]]);
    let committed =
        commit(store, [Write::Steps { operation: next.id, plan: plan.id }, Write::Plan(Box::new(plan))]).await;
    assert!(committed.woke);
    let claimed = fixture.claim(9).await;
    assert!(claimed.iter().all(|claimed| claimed.row.operation == next.id && claimed.epoch == next.epoch));
    assert_eq!(claimed.len(), 2);
    fixture.set_stack(|stack| stack.operation = None).await;
    let committed = fixture.set_operation(|_| ()).await;
    assert!(!committed.woke && committed.idle.is_empty(), "{committed:?}");
}

/// A plan laid out anew takes the place of the old steps.
pub async fn relaid(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 27, "s", &[&[], &[], &[0]]).await;
    let [first] = fixture.claim(1).await.try_into().unwrap();
    fixture.wait(first.row, Timestamp(1)).await;
    let plan = fixture.samples.plan(&fixture.stack, &[&[1], &[]]);
    let steps = Write::Steps { operation: fixture.operation.id, plan: plan.id };
    let committed = fixture.try_commit(vec![Write::Plan(Box::new(plan.clone())), steps]).await.unwrap();
    assert!(committed.woke && committed.idle.is_empty());
    assert_eq!(fixture.statuses().await, [StepStatus::Pending, StepStatus::Ready]);
    assert_eq!(store.next_due().await.unwrap(), None);
    assert_eq!(store.plan(plan.id).await.unwrap().as_deref(), Some(&plan));
    let [only] = fixture.claim(9).await.try_into().unwrap();
    let committed = fixture.step(only.row, StepStatus::Done, &[0]).await;
    assert!(committed.woke);
    let empty = fixture.samples.plan(&fixture.stack, &[]);
    let steps = Write::Steps { operation: fixture.operation.id, plan: empty.id };
    let committed = fixture.try_commit(vec![Write::Plan(Box::new(empty)), steps]).await.unwrap();
    assert_eq!(committed.idle, [fixture.operation.id]);
    assert!(fixture.claim(9).await.is_empty());
}

/// Running steps of engines that are gone can be claimed again, and tell so.
pub async fn reap(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 28, "s", &[&[], &[], &[]]).await;
    let lost = fixture.samples.engine();
    let leaving = fixture.samples.engine();
    store.heartbeat(lost, "there", LEASE).await.unwrap();
    store.heartbeat(leaving, "there", LEASE).await.unwrap();
    assert_eq!(fixture.claim_indices(1).await, [0]);
    let [second] = store.claim(lost, 1).await.unwrap().try_into().unwrap();
    assert_eq!(store.claim(leaving, 1).await.unwrap()[0].row.index, 2);
    assert_eq!(store.reap().await.unwrap(), 0);
    store.heartbeat(lost, "there", Duration::ZERO).await.unwrap();
    assert_eq!(store.reap().await.unwrap(), 1);
    assert_eq!(store.reap().await.unwrap(), 0);
    assert_eq!(fixture.statuses().await, [StepStatus::Running, StepStatus::Ready, StepStatus::Running]);
    store.sign_off(leaving).await.unwrap();
    let again = fixture.claim(9).await;
    assert_eq!(
        again.iter().map(|claimed| (claimed.row.index, claimed.row.claims)).collect::<Vec<_>>(),
        [(1, 2), (2, 2)]
    );
    assert_eq!(again[0].row.started_at, second.row.started_at, "it started when it was first claimed");
    // Also of an operation that was superseded: whoever waits for its calls sees that nobody works on them.
    fixture.supersede().await;
    store.sign_off(fixture.engine).await.unwrap();
    assert_eq!(fixture.statuses().await, [StepStatus::Ready; 3]);
}

/// Several engines that claim at once never get the same step, and get all of them.
pub async fn shared(store: &dyn Store) {
    let none: &[u32] = &[];
    let mut fixture = Fixture::new(store, 29, "s", &[none; 60]).await;
    let engines: Vec<_> = (0..3).map(|_| fixture.samples.engine()).collect();
    let mut seen = Vec::new();
    for engine in &engines {
        store.heartbeat(*engine, "here", LEASE).await.unwrap();
    }
    for round in 0..6_u32 {
        for engine in &engines {
            seen.extend(store.claim(*engine, round + 1).await.unwrap().iter().map(|claimed| claimed.row.index));
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..60).collect::<Vec<_>>());
}

/// Threads that are engines, some of which lose their steps now and then, end every step exactly once.
pub async fn threads(store: &dyn Store) {
    const STEPS: u32 = 150;
    let before: Vec<Vec<u32>> = (0..STEPS).map(|index| (index.saturating_sub(5)..index).step_by(3).collect()).collect();
    let waits: Vec<&[u32]> = before.iter().map(Vec::as_slice).collect();
    let mut fixture = Fixture::new(store, 30, "s", &waits).await;
    let engines: Vec<_> = (0..4).map(|_| fixture.samples.engine()).collect();
    let fence = |engine| Fence::Operation { operation: fixture.operation.id, epoch: fixture.operation.epoch, engine };
    let ended = Mutex::new((Vec::new(), 0));
    std::thread::scope(|scope| {
        for (number, engine) in engines.into_iter().enumerate() {
            let (ended, before) = (&ended, &before);
            let fence = fence(engine);
            scope.spawn(move || {
                block_on(async {
                    for round in number.. {
                        store.heartbeat(engine, "here", LEASE).await.unwrap();
                        let claimed = store.claim(engine, 3).await.unwrap();
                        if round % 7 == 0 {
                            store.heartbeat(engine, "here", Duration::ZERO).await.unwrap();
                        }
                        for mut row in claimed.into_iter().map(|claimed| claimed.row) {
                            let index = row.index;
                            let release = (0_u32..).zip(before).filter(|(_, before)| before.contains(&index));
                            let release = release.map(|(next, _)| next).collect();
                            (row.status, row.owner) = (StepStatus::Done, None);
                            match store.commit(fence.clone(), vec![Write::Step { row: Box::new(row), release }]).await {
                                Ok(committed) => {
                                    let mut ended = ended.lock().unwrap();
                                    ended.0.push(index);
                                    ended.1 += committed.idle.len();
                                }
                                Err(crate::Error::Fenced(_)) => {}
                                Err(error) => assert_eq!(error.to_string(), ""),
                            }
                        }
                        store.reap().await.unwrap();
                        if ended.lock().unwrap().0.len() >= STEPS as usize {
                            return;
                        }
                    }
                });
            });
        }
    });
    let (mut steps, idle) = ended.into_inner().unwrap();
    steps.sort_unstable();
    assert_eq!(steps, (0..STEPS).collect::<Vec<_>>());
    assert_eq!(idle, 1, "the operation became idle once");
    assert!(fixture.statuses().await.iter().all(|status| *status == StepStatus::Done));
}
