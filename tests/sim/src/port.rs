//! The store as one engine sees it: it can die before or after a commit, and everything that is committed is looked at.

use crate::bug::Bug;
use crate::watch::Watch;
use async_trait::async_trait;
use model::event::Event;
use model::incarnation::Incarnation;
use model::journal::JournalEntry;
use model::operation::Operation;
use model::plan::Plan;
use model::revision::{Bindings, Revision};
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::StepRow;
use model::submission::{Submission, SubmissionId};
use model::{EngineId, EventId, IncarnationId, OperationId, PlanId, ResourcePath, SnapshotId, StackId, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::{
    Claimed, Committed, EngineRow, Error, EventFilter, Events, Fence, Incarnations, MemoryStore, Operations, Result,
    Revisions, Snapshots, StackFilter, Stacks, Store, Work, Write,
};

/// How many calls of the store an engine survives: below zero it does not die.
#[derive(Debug)]
pub struct Fuse(AtomicI64);

/// A fuse that does not burn.
const SAFE: i64 = i64::MIN / 2;

impl Default for Fuse {
    fn default() -> Self {
        Self(AtomicI64::new(SAFE))
    }
}

impl Fuse {
    /// The engine dies around the commit that comes after `commits` more: even numbers before it is written, odd ones after.
    pub fn light(&self, halves: i64) {
        self.0.store(halves, Ordering::Relaxed);
    }

    /// It does not burn any more.
    pub fn mend(&self) {
        self.0.store(SAFE, Ordering::Relaxed);
    }

    fn is_out(&self) -> bool {
        let left = self.0.load(Ordering::Relaxed);
        left < 0 && left > SAFE
    }

    /// Burns by one half; `true` if the engine is dead now.
    fn burn(&self) -> bool {
        if self.0.load(Ordering::Relaxed) <= SAFE {
            return false;
        }
        self.0.fetch_sub(1, Ordering::Relaxed);
        self.is_out()
    }

    /// Whether the engine has died of it.
    pub fn died(&self) -> bool {
        self.is_out()
    }
}

/// The store of one engine.
#[derive(Clone)]
pub struct Port {
    /// What is behind.
    pub inner: MemoryStore,
    /// Whoever looks at commits.
    pub watch: Arc<Mutex<Watch>>,
    /// When it dies.
    pub fuse: Arc<Fuse>,
    /// What is broken on purpose.
    pub bug: Option<Bug>,
}

impl Port {
    fn alive(&self) -> Result<()> {
        if self.fuse.died() { Err(dead()) } else { Ok(()) }
    }
}

fn dead() -> Error {
    Error::Database("the engine died".into())
}

#[async_trait]
impl Store for Port {
    async fn now(&self) -> Result<Timestamp> {
        self.alive()?;
        self.inner.now().await
    }

    async fn commit(&self, fence: Fence, writes: Vec<Write>) -> Result<Committed> {
        self.alive()?;
        if self.fuse.burn() {
            return Err(dead());
        }
        let (fence, writes) = match self.bug {
            Some(bug) => bug.spoil(fence, writes),
            None => (fence, writes),
        };
        let committed = self.inner.commit(fence, writes).await;
        if committed.is_ok() {
            self.watch.lock().unwrap_or_else(PoisonError::into_inner).look(&self.inner);
        }
        if self.fuse.burn() {
            return Err(dead());
        }
        committed
    }
}

macro_rules! pass_on {
    ($($noun:ident { $(fn $name:ident(&self $(, $arg:ident: $kind:ty)*) -> $out:ty;)* })*) => {$(
        #[async_trait]
        impl $noun for Port {
            $(async fn $name(&self $(, $arg: $kind)*) -> Result<$out> {
                self.alive()?;
                $noun::$name(&self.inner, $($arg),*).await
            })*
        }
    )*};
}

pass_on! {
    Stacks {
        fn stack(&self, id: StackId) -> Option<Stack>;
        fn stack_by_name(&self, project: &str, name: &str, deleted: bool) -> Option<Stack>;
        fn tree(&self, root: StackId) -> Vec<Stack>;
        fn stacks(&self, filter: &StackFilter) -> Vec<Stack>;
        fn count_stacks(&self, filter: &StackFilter) -> u64;
    }
    Revisions {
        fn submission(&self, id: &SubmissionId) -> Option<Arc<Submission>>;
        fn revision(&self, stack: StackId, number: u32) -> Option<Revision>;
        fn revisions(&self, stack: StackId) -> Vec<Revision>;
        fn bindings(&self, stack: StackId, revision: u32) -> Option<Arc<Bindings>>;
    }
    Incarnations {
        fn incarnation(&self, id: IncarnationId) -> Option<Arc<Incarnation>>;
        fn incarnations(&self, root: StackId, gone: bool) -> Vec<Arc<Incarnation>>;
        fn incarnations_since(&self, root: StackId, seen: u64) -> (Vec<Arc<Incarnation>>, u64);
        fn resources(&self, stack: StackId) -> Vec<Arc<Incarnation>>;
        fn current(&self, root: StackId, path: &ResourcePath) -> Option<Arc<Incarnation>>;
    }
    Operations {
        fn operation(&self, id: OperationId) -> Option<Operation>;
        fn operations(&self, stack: StackId) -> Vec<Operation>;
        fn operation_by_token(&self, stack: StackId, token: &str) -> Option<Operation>;
        fn plan(&self, id: PlanId) -> Option<Arc<Plan>>;
        fn steps(&self, operation: OperationId) -> Vec<StepRow>;
        fn journal(&self, operation: OperationId, about: Option<IncarnationId>) -> Vec<JournalEntry>;
    }
    Work {
        fn heartbeat(&self, engine: EngineId, host: &str, lease: Duration) -> ();
        fn sign_off(&self, engine: EngineId) -> ();
        fn engines(&self) -> Vec<EngineRow>;
        fn claim(&self, engine: EngineId, limit: u32) -> Vec<Claimed>;
        fn reap(&self) -> u64;
        fn next_due(&self) -> Option<Timestamp>;
        fn attention(&self, limit: u32) -> Vec<Operation>;
        fn sweepable(&self, limit: u32) -> Vec<StackId>;
    }
    Events {
        fn events(&self, filter: &EventFilter) -> Vec<Event>;
        fn event(&self, id: EventId) -> Option<Event>;
    }
    Snapshots {
        fn snapshot(&self, id: SnapshotId) -> Option<Snapshot>;
        fn snapshots(&self, stack: StackId) -> Vec<Snapshot>;
    }
}
