//! A scriptable prompt over rings 0 to 2: load templates, update, fail, step, crash, observe, plan, roll back, look.
//!
//! Plans are made by the real planner and carried out by the real state machine; only the store and the cloud are the laboratory's own.
//! Its scripts (`tests/*.txt`) are the golden tests of the planner: an operator should be able to read them. Every plan and every moment
//! is checked by the invariants. Not here: leases, several engines, time-outs (`tests/sim`).

mod carry;
mod cloud;
mod lab;
mod script;
mod show;
mod types;
mod world;

pub use lab::Lab;
pub use script::replay;
pub use types::TYPES;
