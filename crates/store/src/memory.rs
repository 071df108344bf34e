//! The in-memory store: the reference for what a store does, and the database of the simulator.
//!
//! Deterministic: the same calls with the same clock give the same answers. Every call is one critical section, so two engines
//! can share it. Not here: durability, secrets at rest.

mod apply;
mod check;
mod clock;
mod query;
mod read;
mod rows;
mod trim;
mod work;

pub use clock::Clock;
pub use rows::Rows;

use crate::work::Committed;
use crate::{Result, Store, rule};
use async_trait::async_trait;
use model::Timestamp;
use model::write::{Fence, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A store that lives in memory. Clones share their content.
#[derive(Clone, Debug)]
pub struct MemoryStore {
    clock: Clock,
    rows: Arc<Mutex<Rows>>,
}

impl MemoryStore {
    /// An empty store that reads time from `clock`.
    pub fn new(clock: Clock) -> Self {
        Self { clock, rows: Arc::default() }
    }

    /// The clock that it reads.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Looks at the rows without copying them. Nobody else gets at the store while `look` runs.
    pub fn inspect<R>(&self, look: impl FnOnce(&Rows) -> R) -> R {
        look(&self.rows())
    }

    /// A copy of everything.
    pub fn snapshot(&self) -> Rows {
        self.rows().clone()
    }

    /// What [`Store::commit`] does, for callers that are not async.
    pub fn commit_now(&self, fence: &Fence, mut writes: Vec<Write>) -> Result<Committed> {
        rule::put_in_order(&mut writes);
        let mut rows = self.rows();
        let now = self.clock.now();
        check::check(&rows, now, fence, &writes)?;
        Ok(apply::apply(&mut rows, now, writes))
    }

    fn rows(&self) -> MutexGuard<'_, Rows> {
        // Nothing panics in between that would leave half a change; a look that panics changes nothing.
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn now(&self) -> Result<Timestamp> {
        Ok(self.clock.now())
    }

    async fn commit(&self, fence: Fence, writes: Vec<Write>) -> Result<Committed> {
        self.commit_now(&fence, writes)
    }
}

#[cfg(test)]
mod tests;
