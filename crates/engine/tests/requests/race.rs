//! Many clients at once against a running engine: whoever loses a race is told so or tries again, and what is left in the end is whole.

use crate::world::{World, sent};
use engine::Context;
use engine::service::{Caller, Error, Result, Rollback, Service, StackRef, Target, Update};
use model::SeededIds;
use model::goal::Status;
use serde_json::{Value as Json, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::memory::{Clock, MemoryStore};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

fn template(salt: u64, fails: bool) -> Json {
    json!({"template": {"heat_template_version": "2016-10-14", "resources": {
        "s": {"type": "OS::Heat::RandomString", "properties": {"salt": salt.to_string()}},
        "g": {"type": "OS::Heat::ResourceGroup", "properties": {
            "count": 2 + salt % 2, "resource_def": {"type": "OS::Heat::RandomString"}}},
        "t": {"type": "OS::Heat::TestResource", "depends_on": "s", "properties": {"value": salt.to_string(), "fail": fails}}}}})
}

fn running(clock: Clock) -> (Arc<Context>, CancellationToken, tokio::task::JoinHandle<()>) {
    let wake = Arc::new(Notify::new());
    let hint = Arc::clone(&wake);
    let ctx = Arc::new(Context {
        store: Arc::new(MemoryStore::new(clock)),
        catalog: catalog::Catalog::builtin(),
        cloud: Arc::new(engine::NoCloud),
        ids: Mutex::new(Box::new(SeededIds::new(11))),
        config: engine::Config::default(),
        wake: Box::new(move || hint.notify_waiters()),
    });
    let stop = CancellationToken::new();
    let engine = tokio::spawn(engine::run(Arc::clone(&ctx), wake, stop.clone()));
    (ctx, stop, engine)
}

async fn command(service: &Service, caller: &Caller, stack: &StackRef, dice: u64) -> Result<()> {
    let update = |fails| Update { sent: sent(&template(dice / 16 % 5, fails)), ..Update::default() };
    match dice % 16 {
        0..5 => service.update(caller, stack, update(false)).await.map(drop),
        5..8 => service.update(caller, stack, update(true)).await.map(drop),
        8..11 => service.rollback(caller, stack, Rollback::default()).await.map(drop),
        11 => {
            service.rollback(caller, stack, Rollback { to: Target::Revision(1), ..Rollback::default() }).await.map(drop)
        }
        12 => service.cancel(caller, stack, dice % 32 < 16).await.map(drop),
        13 => service.mark(caller, stack, "s", dice % 32 < 16, None).await,
        14 => service.check(caller, stack).await.map(drop),
        _ => service.snapshot(caller, stack, None).await.map(drop),
    }
}

async fn at_rest(service: &Service, caller: &Caller, stack: &StackRef) -> String {
    for _ in 0..2_000 {
        let shown = service.show(caller, stack, false).await.unwrap().stack;
        if shown.status != Status::InProgress && shown.operation.is_none() {
            return shown.state();
        }
        tokio::time::timeout(Duration::from_millis(5), std::future::pending::<()>()).await.ok();
    }
    panic!("never at rest: {:?}", service.show(caller, stack, false).await.unwrap().stack);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn racing_clients_leave_a_whole_stack() {
    let (ctx, stop, engine) = running(Clock::new(model::Timestamp(1_795_000_000_000_000)));
    let mut world = World::over(Arc::clone(&ctx));
    let created = world.create_started(&template(0, false)).await;
    world.take(created.stack.id);
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    assert_eq!(at_rest(&service, &caller, &stack).await, "CREATE_COMPLETE");
    let clients = (0..6_u64).map(|client| {
        let (service, caller, stack) = (service.clone(), caller.clone(), stack.clone());
        tokio::spawn(async move {
            let mut dice = SeededIds::new(client);
            for _ in 0..25 {
                match command(&service, &caller, &stack, dice.next_u64()).await {
                    Ok(()) | Err(Error::Refused(_) | Error::Store(store::Error::Fenced(_))) => {}
                    Err(broken) => panic!("{broken:?}"),
                }
                tokio::task::yield_now().await;
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    at_rest(&service, &caller, &stack).await;
    let last = Update { sent: sent(&template(1, false)), ..Update::default() };
    service.update(&caller, &stack, last).await.unwrap();
    assert_eq!(at_rest(&service, &caller, &stack).await, "UPDATE_COMPLETE");
    world.assert_no_strays("after the race").await;
    assert_eq!(service.resources(&caller, &stack, &crate::world::all()).await.unwrap().len(), 6);
    stop.cancel();
    engine.await.unwrap();
}
