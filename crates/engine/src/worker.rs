//! One worker of an engine: it claims steps, has them decided, commits what was decided, makes the calls, and does the same with their answers.
//!
//! Free of any runtime: everything is a plain future over the ports. All steps of an operation that were claimed together and need no
//! call end in one commit, and with them those that only waited for them. Whatever goes wrong, a claimed step is given back ([`Worker::owe`]): nothing is wedged by an engine that lives.

mod attention;
pub(crate) mod cache;
mod calls;
mod follow;
mod inputs;
mod look;
mod settle;

use crate::context::Context;
use crate::planning::observe::Looks;
use cache::Cache;
pub(crate) use calls::contained;
use calls::{Answer, Calls};
use converge::{Effect, Event, Output, View};
use model::operation::Operation;
use model::plan::Step;
use model::stack::Stack;
use model::step::{StepRow, StepStatus};
use model::write::{Fence, Write};
use model::{EngineId, OperationId, StackId, Timestamp};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use store::{Claimed, Committed};

/// How many operations a worker keeps in mind.
const CACHES: usize = 64;

/// How many calls are under way at most.
const MOST_CALLS: usize = 512;

/// How many steps at most are worked on together with the claimed ones that released them.
const MOST_FOLLOWERS: usize = 64;

/// A worker.
pub struct Worker {
    ctx: Arc<Context>,
    engine: EngineId,
    caches: HashMap<OperationId, Cache>,
    calls: Calls,
    /// Looks at objects of operations that are to be planned.
    looks: HashMap<OperationId, Looks>,
    /// Steps that were claimed and could not be worked on: to be given back.
    owed: Vec<StepRow>,
    /// When a tree may be swept again, and how long that was put off.
    swept: BTreeMap<StackId, (Timestamp, Duration)>,
}

impl Worker {
    /// A worker of an engine that reports itself ([`Worker::report`]).
    pub fn new(ctx: Arc<Context>, engine: EngineId) -> Self {
        Self {
            ctx,
            engine,
            caches: HashMap::new(),
            calls: Calls::default(),
            looks: HashMap::new(),
            owed: Vec::new(),
            swept: BTreeMap::new(),
        }
    }

    /// Reports the engine as alive.
    pub async fn report(&self) -> store::Result<()> {
        let config = &self.ctx.config;
        self.ctx.store.heartbeat(self.engine, &config.host, config.lease).await
    }

    /// Claims steps, has them decided, and begins their calls; takes in the answers that are there. `false` if there was nothing to do.
    pub async fn work(&mut self) -> store::Result<bool> {
        self.give_back().await?;
        let mut did = self.take_answers().await?;
        let room = MOST_CALLS.saturating_sub(self.calls.count());
        let limit = self.ctx.config.batch.min(u32::try_from(room).unwrap_or(u32::MAX));
        let claimed = if limit > 0 { self.ctx.store.claim(self.engine, limit).await? } else { Vec::new() };
        let mut batches: Vec<(OperationId, Vec<StepRow>)> = Vec::new();
        for Claimed { row, .. } in claimed {
            did = true;
            match batches.iter_mut().find(|(operation, _)| *operation == row.operation) {
                Some((_, rows)) => rows.push(row),
                None => batches.push((row.operation, vec![row])),
            }
        }
        let mut first = Ok(did);
        for (operation, rows) in batches {
            let kept = rows.clone();
            if let Err(error) = self.batch(operation, rows).await {
                self.caches.remove(&operation);
                self.owed.extend(kept);
                first = first.and(Err(error));
            }
        }
        first
    }

    /// Waits until a call was answered; for ever if none is under way. [`Worker::work`] takes the answer in, or [`Worker::look_after`] if
    /// an object was looked at; dropping the wait loses nothing.
    pub async fn answered(&mut self) {
        poll_fn(|context| {
            let seen = self.poll_looks(context);
            if self.calls.is_answered(context) { Poll::Ready(()) } else { seen }
        })
        .await;
    }

    /// Takes in the answers that are there, and no new work. `false` if there was none.
    pub async fn take_answers(&mut self) -> store::Result<bool> {
        let mut did = false;
        while let Some(answer) = self.calls.take().await {
            did = true;
            self.take_in(answer).await?;
        }
        Ok(did)
    }

    async fn take_in(&mut self, answer: Answer) -> store::Result<()> {
        let row = answer.row.clone();
        let taken = self.settle(answer).await;
        if taken.is_err() {
            self.caches.remove(&row.operation);
            self.owed.push(row);
        }
        taken
    }

    /// How many calls are under way or not taken in yet.
    pub fn calls(&self) -> usize {
        self.calls.count()
    }

    /// Decides the steps of one operation, commits, and begins their calls.
    async fn batch(&mut self, id: OperationId, rows: Vec<StepRow>) -> store::Result<()> {
        match self.try_batch(id, &rows).await {
            Err(store::Error::Fenced(_)) if rows.len() > 1 => {
                // One of them may be another's by now: each for itself.
                for row in rows {
                    let alone = vec![row.clone()];
                    match self.try_batch(id, &alone).await {
                        Err(store::Error::Fenced(_)) => self.drop_step(row).await?,
                        other => other?,
                    }
                }
                Ok(())
            }
            Err(store::Error::Fenced(_)) => {
                for row in rows {
                    self.drop_step(row).await?;
                }
                Ok(())
            }
            other => other,
        }
    }

    async fn try_batch(&mut self, id: OperationId, rows: &[StepRow]) -> store::Result<()> {
        let now = self.ctx.store.now().await?;
        if !self.load(id).await? {
            return Err(store::Error::Fenced(format!("operation {id} cannot be worked on")));
        }
        let (mut writes, mut wanted) = (Vec::new(), Vec::new());
        let mut queue: VecDeque<StepRow> = rows.iter().cloned().collect();
        let (mut claimed, mut room) = (rows.len(), MOST_FOLLOWERS);
        while let Some(row) = queue.pop_front() {
            let output = self.decide(id, &row, now).await?;
            let ended = follow::ended(&output).cloned();
            if claimed == 0 && ended.is_none() {
                // It needs more than this commit: it is claimed like any other.
                continue;
            }
            claimed = claimed.saturating_sub(1);
            self.collect(id, output, &mut writes, &mut wanted);
            let next = ended.and_then(|row| Some(follow::next(self.caches.get(&id)?, &row, self.engine, now)));
            for follower in next.into_iter().flatten().take(room) {
                room -= 1;
                queue.push_back(follower);
            }
        }
        self.commit(id, writes).await?;
        self.begin(id, now, wanted);
        Ok(())
    }

    /// Takes a decision into the commit that is being made.
    fn collect(
        &mut self,
        id: OperationId,
        output: Output,
        writes: &mut Vec<Write>,
        wanted: &mut Vec<(StepRow, Box<model::request::Request>)>,
    ) {
        if let Some(cache) = self.caches.get_mut(&id) {
            cache.overlay(&output.writes);
        }
        let row = output.writes.iter().rev().find_map(|write| match write {
            Write::Step { row, .. } => Some((**row).clone()),
            _ => None,
        });
        for Effect::Call(request) in output.effects {
            wanted.extend(row.clone().map(|row| (row, request)));
        }
        writes.extend(output.writes);
    }

    fn begin(&mut self, id: OperationId, decided: Timestamp, wanted: Vec<(StepRow, Box<model::request::Request>)>) {
        let Some((root, plan)) = self.caches.get(&id).map(|cache| (cache.root.clone(), cache.plan.id)) else { return };
        for (row, request) in wanted {
            let root: Stack = root.clone();
            self.calls.start(&self.ctx, decided, root, (row, plan), request);
        }
    }

    /// Commits for an operation, and ends it if nothing of it can go on.
    async fn commit(&mut self, id: OperationId, writes: Vec<Write>) -> store::Result<()> {
        let Some(cache) = self.caches.get(&id) else {
            return Ok(());
        };
        let fence = fence(&cache.operation, self.engine);
        let committed = match self.ctx.store.commit(fence, writes).await {
            Ok(committed) => committed,
            Err(error) => {
                // The overlay holds what was not written.
                self.caches.remove(&id);
                return Err(error);
            }
        };
        self.after(committed).await
    }

    async fn after(&mut self, committed: Committed) -> store::Result<()> {
        if committed.woke {
            (self.ctx.wake)();
        }
        for id in committed.idle {
            match self.idle(id).await {
                // Somebody else was faster, or attention finds it again.
                Ok(()) | Err(store::Error::Fenced(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Makes sure that an operation is in mind and up to date. `false` if it cannot be worked on.
    async fn load(&mut self, id: OperationId) -> store::Result<bool> {
        if let Some(cache) = self.caches.get_mut(&id) {
            if cache.refresh(&self.ctx).await? {
                return Ok(true);
            }
            self.caches.remove(&id);
        }
        let Some(operation) = self.ctx.store.operation(id).await? else {
            return Ok(false);
        };
        let Some(cache) = Cache::load(&self.ctx, operation).await? else {
            return Ok(false);
        };
        if self.caches.len() >= CACHES {
            self.caches.retain(|_, cache| !cache.operation.phase.is_final());
        }
        if self.caches.len() >= CACHES {
            self.caches.clear();
        }
        self.caches.insert(id, cache);
        Ok(true)
    }

    /// Has a claimed step decided.
    async fn decide(&mut self, id: OperationId, row: &StepRow, now: Timestamp) -> store::Result<Output> {
        let Some(cache) = self.caches.get_mut(&id) else {
            return Ok(Output::default());
        };
        let plan = Arc::clone(&cache.plan);
        let Some(step) = plan.steps.get(row.index as usize) else {
            return Err(store::Error::Corrupt {
                what: "step",
                detail: format!("operation {id} has no step {}", row.index),
            });
        };
        let claimed = inputs::claimed(&self.ctx, cache, step, row).await?;
        let view = view(&self.ctx, self.engine, cache, now);
        let decided = contained(|| converge::on(&view, Event::Claimed(Box::new(claimed))));
        Ok(decided.unwrap_or_else(|failure| broke(&view, step, row, failure)))
    }

    /// A step that is not this engine's any more, or whose operation was overtaken, before anything was asked of the cloud: it is given up.
    async fn drop_step(&mut self, row: StepRow) -> store::Result<()> {
        self.caches.remove(&row.operation);
        self.owed.push(row);
        self.give_back().await
    }

    /// Gives back what is owed: a step that was claimed again by somebody else stays his.
    async fn give_back(&mut self) -> store::Result<()> {
        while let Some(row) = self.owed.last().cloned() {
            let overtaken = match self.ctx.store.operation(row.operation).await? {
                Some(operation) => self.overtaken(&operation).await?,
                None => true,
            };
            // As it is stored: a commit whose answer was lost may have been made.
            let ours = |stored: &StepRow| stored.claims == row.claims && stored.status == StepStatus::Running;
            let Some(stored) = self.stored(&row).await?.filter(ours) else {
                self.owed.pop();
                continue;
            };
            // Where a call may have been made, whoever goes on must know: the stage stays.
            let status = if overtaken && stored.stage.is_none() { StepStatus::Skipped } else { StepStatus::Ready };
            let row = StepRow { status, owner: None, ..stored };
            let write = Write::Step { row: Box::new(row), release: Vec::new() };
            match self.ctx.store.commit(Fence::None, vec![write]).await {
                Ok(committed) => {
                    self.owed.pop();
                    Box::pin(self.after(committed)).await?;
                }
                Err(store::Error::Database(error)) => return Err(store::Error::Database(error)),
                Err(store::Error::Fenced(_) | store::Error::Exists(_) | store::Error::Corrupt { .. }) => {
                    self.owed.pop();
                }
            }
        }
        Ok(())
    }

    /// Whether an operation does not own its stack any more.
    async fn overtaken(&self, operation: &Operation) -> store::Result<bool> {
        let stack = self.ctx.store.stack(operation.stack).await?;
        Ok(stack.is_none_or(|stack| stack.operation != Some(operation.id) || stack.epoch != operation.epoch))
    }
}

/// What an event is decided on.
fn view<'a>(ctx: &Context, engine: EngineId, cache: &'a Cache, now: Timestamp) -> View<'a> {
    View {
        catalog: ctx.catalog,
        operation: &cache.operation,
        root: &cache.root,
        plan: &cache.plan,
        records: &cache.records,
        engine,
        now,
        nonce: ctx.uuid().as_u128(),
        busy_retries: ctx.config.busy_retries,
    }
}

/// A step fails coded when deciding about it panicked.
fn broke(view: &View<'_>, step: &Step, row: &StepRow, failure: model::Failure) -> Output {
    tracing::error!(operation = %view.operation.id, step = row.index, %failure, "deciding about a step failed inside");
    converge::on(view, Event::Broke { step, row, failure })
}

fn fence(operation: &Operation, engine: EngineId) -> Fence {
    Fence::Operation { operation: operation.id, epoch: operation.epoch, engine }
}
