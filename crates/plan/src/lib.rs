//! The planner: from what is wanted and what exists to a plan, or to a refusal.
//!
//! One path serves every goal. A rollback is not a way backwards: its definition is an older revision's, and it is planned against
//! today's objects like any other. Phases, each in its file: [`bind`](self) (which object has which slot), act (the least action that makes
//! it as wanted), expand (nested stacks), leftovers (objects without a slot), claims (what only one can hold), order (the graph of steps),
//! judge (class, limit, consent). What is preferred is in `cost`: one function, one table.
//!
//! Pure and deterministic: the same input gives the same plan, byte for byte. Not here: carrying it out (`converge`), predicates over
//! plans (`invariants`), revisions and acceptance (`engine`).

mod input;

pub use input::{PlanInput, Planned, Refusal, Target};

/// Plans. Missing consent is no refusal: it stands in the plan's `needs_consent`, and such a plan is shown but not carried out.
pub fn plan(input: PlanInput<'_>) -> Result<Planned, Refusal> {
    let _ = input;
    Err(Refusal::Input("the planner is being written".to_owned()))
}
