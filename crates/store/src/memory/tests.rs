//! The in-memory store passes the suite, and stays whole when several threads use it.

use super::{Clock, MemoryStore};
use model::Timestamp;

fn fresh() -> MemoryStore {
    MemoryStore::new(Clock::new(Timestamp(1_700_000_000_000_000)))
}

crate::conformance_tests!(fresh());
