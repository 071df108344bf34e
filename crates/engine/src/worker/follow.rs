//! Steps that are worked on in the commit that releases them: a chain of steps that need no call costs one commit and not one each.
//!
//! Such a step was never claimed: until the commit it waits, so that nobody else can have it; after it, it has ended. One that would
//! not end at once is left to be claimed. Bounded, so that an operation that is overtaken is noticed soon.

use super::cache::Cache;
use converge::Output;
use model::plan::Work;
use model::step::{StepRow, StepStatus};
use model::write::Write;
use model::{EngineId, Timestamp};

/// The row of the step that a decision ends, if it ends it and asks for no call.
pub(super) fn ended(output: &Output) -> Option<&StepRow> {
    let row = output.writes.iter().rev().find_map(|write| match write {
        Write::Step { row, .. } => Some(&**row),
        _ => None,
    });
    row.filter(|row| store::rule::is_end(row.status) && output.effects.is_empty())
}

/// The steps that waited for an ended one alone, as if they had been claimed.
pub(super) fn next(cache: &Cache, ended: &StepRow, engine: EngineId, now: Timestamp) -> Vec<StepRow> {
    let well = matches!(ended.status, StepStatus::Done | StepStatus::Skipped);
    let step = cache.plan.steps.get(ended.index as usize).filter(|step| is_plain(&step.work));
    let (true, false, Some(step)) = (well, cache.operation.halting, step) else { return Vec::new() };
    let released = step.next.iter().filter_map(|next| cache.plan.steps.get(*next as usize));
    released
        .filter(|next| next.waits == 1 && is_plain(&next.work))
        .map(|next| StepRow {
            operation: cache.operation.id,
            index: next.index,
            status: StepStatus::Running,
            waits: 0,
            owner: Some(engine),
            ready_at: now,
            claims: 0,
            stage: None,
            started_at: Some(now),
            failure: None,
        })
        .collect()
}

/// Whether a work is decided on records alone: the rows of stacks, which others read from the store, are only changed by the rest.
fn is_plain(work: &Work) -> bool {
    match work {
        Work::Create { .. }
        | Work::Update { .. }
        | Work::Rebind { .. }
        | Work::Restore { .. }
        | Work::Release { .. }
        | Work::Retain { .. }
        | Work::Delete { .. } => true,
        Work::Check { .. }
        | Work::Suspend { .. }
        | Work::Resume { .. }
        | Work::Snapshot { .. }
        | Work::Open { .. }
        | Work::Close { .. }
        | Work::Pause { .. }
        | Work::Hook { .. }
        | Work::Replan
        | Work::Commit
        | Work::Finish => false,
    }
}
