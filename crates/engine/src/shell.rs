//! The thin shell around a worker: tasks, timers and hints of tokio, and nothing that decides.
//!
//! A hint only shortens a wait: without any, the worker looks for work once a second.

use crate::context::Context;
use crate::worker::Worker;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// How long nobody looks without a hint.
const PAUSE: Duration = Duration::from_secs(1);
/// How long it takes at least until the store is asked again after it failed.
const AFTER_FAILURE: Duration = Duration::from_millis(200);
/// After so many rounds of work, operations as a whole are looked after even if there is more work.
const ROUNDS: u32 = 16;
/// How long the answers of calls are waited for when the engine is to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// Runs an engine until `stop`. It recovers what engines before it left, and at the end waits for the calls that it has made and signs
/// off. `wake` is what [`Context::wake`] notifies.
pub async fn run(ctx: Arc<Context>, wake: Arc<Notify>, stop: CancellationToken) {
    let engine = ctx.engine_id();
    let reporter = Worker::new(Arc::clone(&ctx), engine);
    while let Err(error) = reporter.report().await {
        tracing::error!(%error, "the engine cannot report itself");
        if waited(PAUSE, &stop).await {
            return;
        }
    }
    let beat = tokio::spawn(report(reporter, ctx.config.lease / 3));
    let mut worker = Worker::new(Arc::clone(&ctx), engine);
    while !stop.is_cancelled() {
        if let Err(error) = round(&mut worker).await {
            tracing::error!(%error, "the engine cannot work");
            waited(AFTER_FAILURE, &stop).await;
        }
        rest(&ctx, &mut worker, &wake, &stop).await;
    }
    drain(&mut worker).await;
    beat.abort();
    if let Err(error) = ctx.store.sign_off(engine).await {
        tracing::warn!(%error, "the engine could not sign off; its lease will run out");
    }
}

/// Works as long as there is something to do.
async fn round(worker: &mut Worker) -> store::Result<()> {
    loop {
        let mut did = false;
        for _ in 0..ROUNDS {
            if !worker.work().await? {
                break;
            }
            did = true;
        }
        if !(worker.look_after().await? || did) {
            return Ok(());
        }
    }
}

/// Waits for a hint, an answer, the next time that something is due, or a while.
async fn rest(ctx: &Context, worker: &mut Worker, wake: &Notify, stop: &CancellationToken) {
    let pause = pause(ctx).await.unwrap_or(PAUSE);
    tokio::select! {
        () = wake.notified() => {}
        () = stop.cancelled() => {}
        () = worker.answered() => {}
        _ = waited(pause, stop) => {}
    }
}

async fn pause(ctx: &Context) -> store::Result<Duration> {
    let Some(due) = ctx.store.next_due().await? else {
        return Ok(PAUSE);
    };
    let until = due.since(ctx.store.now().await?);
    Ok(PAUSE.min(until.max(Duration::from_millis(1))))
}

/// Takes no new work, and waits for what was asked of the cloud.
async fn drain(worker: &mut Worker) {
    let answers = async {
        while worker.calls() > 0 {
            worker.answered().await;
            if let Err(error) = worker.take_answers().await {
                tracing::error!(%error, "an answer could not be recorded");
                return;
            }
        }
    };
    if tokio::time::timeout(DRAIN, answers).await.is_err() {
        tracing::warn!("the engine stops before all calls were answered; they are in doubt");
    }
}

async fn report(worker: Worker, every: Duration) {
    let never = CancellationToken::new();
    loop {
        waited(every, &never).await;
        if let Err(error) = worker.report().await {
            tracing::warn!(%error, "the engine could not report itself");
        }
    }
}

/// Waits for a while; `true` if the engine is to stop.
async fn waited(pause: Duration, stop: &CancellationToken) -> bool {
    tokio::time::timeout(pause, stop.cancelled()).await.is_ok()
}
