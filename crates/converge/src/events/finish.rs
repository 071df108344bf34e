//! The end of an operation that went well, and the step that asks for another plan.

use crate::events::end::invalid_state;
use crate::run::Run;
use crate::{Output, text};
use model::ResourcePath;
use model::failure::Failure;
use model::goal::{Goal, StackAction, Status};
use model::incarnation::{Incarnation, Phase};
use model::operation::OperationPhase;
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::StepStatus;
use model::write::Write;

/// Everything was done.
pub(crate) fn finish(mut run: Run<'_>, tree: &[Stack], snapshot: Option<Snapshot>) -> Output {
    if let Some(action) = acts_on_all(&run.view.operation.goal)
        && let Some((path, failure)) = not_ready(&run, action)
    {
        return unfinished(run, path, failure);
    }
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

/// The action of a goal that leaves the definition alone and is reached only if every resource is there.
fn acts_on_all(goal: &Goal) -> Option<StackAction> {
    match goal {
        Goal::Check | Goal::Suspend | Goal::Resume | Goal::Snapshot { .. } => goal.action(),
        Goal::Create
        | Goal::Adopt
        | Goal::Update
        | Goal::Rollback { .. }
        | Goal::Delete
        | Goal::Sweep
        | Goal::Restore { .. } => None,
    }
}

/// A resource that has no object to act on.
fn not_ready(run: &Run<'_>, action: StackAction) -> Option<(ResourcePath, Failure)> {
    let ready = |record: &Incarnation| record.phase == Phase::Live && record.status == Status::Complete;
    let record = run.view.records.all().find(|record| record.current && !ready(record))?;
    Some((record.path.clone(), invalid_state(record, action)))
}

fn unfinished(mut run: Run<'_>, path: ResourcePath, failure: Failure) -> Output {
    let mut operation = run.view.operation.clone();
    operation.failure = Some((path.as_str().to_owned(), failure.clone()));
    run.draft.operation(operation);
    run.row.status = StepStatus::Failed;
    run.row.owner = None;
    run.row.failure = Some(failure);
    run.draft.step(run.row, Vec::new());
    run.draft.finish()
}

/// A shape that was not known is known now.
pub(crate) fn replan(run: Run<'_>) -> Output {
    run.replan(StepStatus::Done)
}
