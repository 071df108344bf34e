//! What must hold, as plain functions over data: used by tests, the simulator and `debug_assert!` alike.
//!
//! Each is an independent reading of the specification (rollback.md section 6, I1 to I10): nothing here shares code with the planner or the
//! state machine. [`check_plan`] reads a plan against what it was made of, [`check_state`] one moment of a tree, [`check_change`] two
//! moments in sequence, [`check_end`] the moment when nothing goes on any more. I10 (the same input gives the same plan) is a test's
//! matter. Not here: repairing anything.

mod change;
mod graph;
mod plan;
mod state;

pub use change::check_change;
pub use plan::{PlanFacts, check_plan};
pub use state::{CloudObject, World, check_end, check_state};

use std::fmt;

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which rule: `I1` to `I9`, or a word of the structure (`edges`, `consent`, `slots`…).
    pub rule: &'static str,
    /// What breaks it.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.what)
    }
}

/// Findings, collected.
#[derive(Default)]
struct Findings(Vec<Violation>);

impl Findings {
    fn add(&mut self, rule: &'static str, what: impl Into<String>) {
        self.0.push(Violation { rule, what: what.into() });
    }

    fn check(&mut self, holds: bool, rule: &'static str, what: impl FnOnce() -> String) {
        if !holds {
            self.add(rule, what());
        }
    }
}
