//! A stack with an operation at work, and short words for what tests do with it.

use super::sample::Samples;
use crate::work::{Claimed, Committed};
use crate::{Error, Store};
use model::operation::Operation;
use model::stack::Stack;
use model::step::{StepRow, StepStatus};
use model::write::{Fence, Write};
use model::{EngineId, Timestamp};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

/// Longer than any test.
pub const LEASE: Duration = Duration::from_secs(3600);

/// An operation at work.
#[derive(Debug)]
pub struct Fixture<'a> {
    /// The store.
    pub store: &'a dyn Store,
    /// Makes more rows.
    pub samples: Samples,
    /// An engine with a lease.
    pub engine: EngineId,
    /// The stack as it is stored.
    pub stack: Stack,
    /// Its operation.
    pub operation: Operation,
}

impl std::fmt::Debug for dyn Store + '_ {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a store")
    }
}

/// Runs a future to its end on this thread.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = std::pin::pin!(future);
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return result;
        }
        std::thread::park();
    }
}

/// Commits, or shows why not.
pub async fn commit(store: &dyn Store, writes: impl IntoIterator<Item = Write>) -> Committed {
    store.commit(Fence::None, writes.into_iter().collect()).await.unwrap()
}

/// Whether the result is that the write was fenced off.
pub fn is_fenced<T>(result: &crate::Result<T>) -> bool {
    matches!(result, Err(Error::Fenced(_)))
}

impl<'a> Fixture<'a> {
    /// A stack `name` whose operation has these steps, and an engine.
    pub async fn new(store: &'a dyn Store, seed: u64, name: &str, waits: &[&[u32]]) -> Self {
        let mut samples = Samples::new(seed);
        let engine = samples.engine();
        store.heartbeat(engine, "here", LEASE).await.unwrap();
        let mut stack = samples.stack("demo", name);
        let operation = samples.operation(&mut stack);
        let plan = samples.plan(&stack, waits);
        let laid_out = Write::Steps { operation: operation.id, plan: plan.id };
        commit(
            store,
            [
                laid_out,
                Write::Plan(Box::new(plan)),
                Write::Operation(Box::new(operation.clone())),
                Write::Stack(Box::new(stack.clone())),
            ],
        )
        .await;
        stack.version = 1;
        Self { store, samples, engine, stack, operation }
    }

    /// The fence of the operation.
    pub fn fence(&self) -> Fence {
        Fence::Operation { operation: self.operation.id, epoch: self.operation.epoch, engine: self.engine }
    }

    /// Commits under the operation's fence.
    pub async fn try_commit(&self, writes: Vec<Write>) -> crate::Result<Committed> {
        self.store.commit(self.fence(), writes).await
    }

    /// Claims for the fixture's engine.
    pub async fn claim(&self, limit: u32) -> Vec<Claimed> {
        self.store.claim(self.engine, limit).await.unwrap()
    }

    /// Claims, and tells the indices.
    pub async fn claim_indices(&self, limit: u32) -> Vec<u32> {
        self.claim(limit).await.iter().map(|claimed| claimed.row.index).collect()
    }

    /// The steps' statuses.
    pub async fn statuses(&self) -> Vec<StepStatus> {
        let steps = self.store.steps(self.operation.id).await.unwrap();
        steps.iter().map(|row| row.status).collect()
    }

    /// Ends or otherwise moves a claimed step, and releases others.
    pub async fn step(&self, mut row: StepRow, status: StepStatus, release: &[u32]) -> Committed {
        row.status = status;
        row.owner = None;
        let write = Write::Step { row: Box::new(row), release: release.to_vec() };
        self.try_commit(vec![write]).await.unwrap()
    }

    /// Lets a claimed step wait until a time.
    pub async fn wait(&self, mut row: StepRow, until: Timestamp) -> Committed {
        row.ready_at = until;
        self.step(row, StepStatus::Waiting, &[]).await
    }

    /// Replaces the operation's row.
    pub async fn set_operation(&mut self, change: impl FnOnce(&mut Operation)) -> Committed {
        change(&mut self.operation);
        commit(self.store, [Write::Operation(Box::new(self.operation.clone()))]).await
    }

    /// Replaces the stack's row.
    pub async fn set_stack(&mut self, change: impl FnOnce(&mut Stack)) -> Committed {
        change(&mut self.stack);
        let committed = commit(self.store, [Write::Stack(Box::new(self.stack.clone()))]).await;
        self.stack.version += 1;
        committed
    }

    /// Accepts another operation on the same stack, which supersedes the fixture's own.
    pub async fn supersede(&mut self) -> Operation {
        let next = self.samples.operation(&mut self.stack);
        commit(self.store, [Write::Operation(Box::new(next.clone())), Write::Stack(Box::new(self.stack.clone()))])
            .await;
        self.stack.version += 1;
        next
    }
}
