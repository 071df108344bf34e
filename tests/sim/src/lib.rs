//! The simulator: the real planner, state machine, engine and service over a store in memory and a simulated cloud, in virtual time.
//!
//! One seed decides everything: the stacks and their edits, who works when, which engine dies around which commit or sleeps through its
//! lease, which answers are lost. After every commit every invariant is checked; when the faults stop, everything must come to rest.
//! A failing seed is its own regression test. Not here: HTTP, SQLite, tokio.

pub mod bug;
pub mod cloud;
pub mod dice;
pub mod kind;
pub mod port;
pub mod run;
pub mod script;
pub mod watch;

pub use bug::Bug;
pub use run::{Report, run};
