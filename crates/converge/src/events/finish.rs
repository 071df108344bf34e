//! The end of an operation that went well, and the step that asks for another plan.

use crate::run::Run;
use crate::{Output, text};
use model::goal::{Goal, StackAction, Status};
use model::operation::OperationPhase;
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::StepStatus;
use model::write::Write;

/// Everything was done.
pub(crate) fn finish(mut run: Run<'_>, tree: &[Stack], snapshot: Option<Snapshot>) -> Output {
    let now = run.view.now;
    let mut operation = run.view.operation.clone();
    operation.phase = OperationPhase::Done;
    operation.finished_at = Some(now);
    let mut root = run.view.root.clone();
    root.operation = None;
    if run.deletes_all() {
        root.deleted_at = Some(now);
        for stack in tree.iter().filter(|stack| !stack.is_root()) {
            crate::events::end::close_deleted(&mut run, stack.clone());
        }
    }
    if let Goal::Snapshot { .. } = operation.goal
        && let Some(mut snapshot) = snapshot
    {
        snapshot.status = Status::Complete;
        snapshot.status_reason = text::completed(StackAction::Snapshot);
        run.draft.write(Write::Snapshot(Box::new(snapshot)));
    }
    match operation.goal.action() {
        Some(action) => run.draft.stack_state(&mut root, action, Status::Complete, text::completed(action)),
        None => run.draft.stack(&root),
    }
    run.draft.operation(operation);
    run.done()
}

/// A shape that was not known is known now.
pub(crate) fn replan(run: Run<'_>) -> Output {
    run.replan(StepStatus::Done)
}
