//! The in-memory store: the reference for what a store does, and the database of the simulator.
//!
//! Deterministic: the same calls with the same clock give the same answers. Every call is one critical section, so two engines
//! can share it. Not here: durability, secrets at rest.

mod clock;

pub use clock::Clock;

/// A store that lives in memory. Clones share their content.
#[derive(Clone, Debug)]
pub struct MemoryStore {
    clock: Clock,
}

impl MemoryStore {
    /// An empty store that reads time from `clock`.
    pub fn new(clock: Clock) -> Self {
        Self { clock }
    }

    /// The clock that it reads.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}
