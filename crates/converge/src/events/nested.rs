//! Beginning and end of the work on a nested stack: its row, and the record of the resource that holds it.

use crate::events::slot;
use crate::run::Run;
use crate::{Output, Wanted, text};
use model::failure::{Failure, FailureKind};
use model::goal::{Goal, StackAction, Status, SweepPolicy};
use model::incarnation::{Incarnation, Phase};
use model::stack::Stack;
use model::{IncarnationId, StackId};
use std::str::FromStr;

/// Begins a nested stack.
pub(crate) fn open(
    mut run: Run<'_>,
    id: IncarnationId,
    nested: Option<Stack>,
    asked: Option<Result<Wanted, Failure>>,
) -> Output {
    let Some(mut record) = run.record(id) else {
        return run.lost("the record of a nested stack");
    };
    let is_new = matches!(record.phase, Phase::Planned | Phase::Creating);
    let action = action(&run, is_new);
    let wanted = match asked {
        Some(Ok(wanted)) => Some(wanted),
        Some(Err(failure)) => {
            run.draft.state(&mut record, action, Status::InProgress, text::CHANGED);
            return run.failed(Some(record), failure);
        }
        None => None,
    };
    let Some(stack_id) = record.physical_id.as_deref().and_then(|id| StackId::from_str(id).ok()) else {
        let failure = Failure::new(FailureKind::Invalid, "Error", "the record of a nested stack has no stack id");
        return run.failed(Some(record), failure);
    };
    if let Some(mut wanted) = wanted {
        if let Some(runtime) = wanted.runtime.take() {
            record.data = runtime;
        }
        // Another type of nested stack keeps the stack: what is inside is judged piece by piece.
        record.concrete_type.clone_from(&wanted.concrete_type);
        let properties = slot::describe(&mut record, wanted);
        record.attempted = Some(properties);
        slot::take_slot(&mut run, &mut record, None);
    }
    if is_new {
        record.phase = Phase::Creating;
    }
    run.draft.state(&mut record, action, Status::InProgress, text::CHANGED);
    let mut stack = nested.unwrap_or_else(|| fresh(&run, &record, stack_id));
    if !is_new {
        stack.updated_at = Some(run.view.now);
    }
    stack.deleted_at = None;
    let shown = stack_action(&run, is_new);
    run.draft.stack_state(&mut stack, shown, Status::InProgress, text::started(shown));
    run.draft.record(&record);
    run.done()
}

/// The action that the holder shows.
fn action(run: &Run<'_>, is_new: bool) -> StackAction {
    match run.view.operation.goal {
        Goal::Create | Goal::Update | Goal::Rollback { .. } | Goal::Restore { .. } | Goal::Sweep => {
            if is_new {
                StackAction::Create
            } else {
                StackAction::Update
            }
        }
        Goal::Adopt => StackAction::Adopt,
        Goal::Delete => StackAction::Delete,
        Goal::Check => StackAction::Check,
        Goal::Suspend => StackAction::Suspend,
        Goal::Resume => StackAction::Resume,
        Goal::Snapshot { .. } => StackAction::Snapshot,
    }
}

/// The action that the nested stack shows: as the holder's, but a rollback is a rollback.
fn stack_action(run: &Run<'_>, is_new: bool) -> StackAction {
    match run.view.operation.goal {
        Goal::Rollback { .. } if !is_new => StackAction::Rollback,
        _ => action(run, is_new),
    }
}

fn fresh(run: &Run<'_>, record: &Incarnation, id: StackId) -> Stack {
    let root = run.view.root;
    Stack {
        id,
        project: root.project.clone(),
        name: record.physical_name.clone(),
        root: root.id,
        parent: Some(record.stack),
        path: record.path.nested(),
        action: StackAction::Create,
        status: Status::InProgress,
        status_reason: String::new(),
        created_at: run.view.now,
        updated_at: None,
        deleted_at: None,
        tags: Vec::new(),
        timeout_mins: None,
        disable_rollback: true,
        owner: root.owner.clone(),
        sweep: SweepPolicy::Immediate,
        sweep_after_secs: 0,
        limit: None,
        head: None,
        attempted: None,
        operation: None,
        epoch: 0,
        version: 0,
    }
}

/// Ends a nested stack.
pub(crate) fn close(mut run: Run<'_>, id: IncarnationId, nested: Option<Stack>) -> Output {
    let Some(mut record) = run.record(id) else {
        return run.lost("the record of a nested stack");
    };
    if let Some(applied) = record.attempted.take() {
        record.applied = applied;
    }
    if matches!(record.phase, Phase::Creating | Phase::Planned) {
        record.phase = Phase::Live;
    }
    let action = record.action;
    run.draft.state(&mut record, action, Status::Complete, text::CHANGED);
    if let Some(mut stack) = nested {
        let shown = stack.action;
        run.draft.stack_state(&mut stack, shown, Status::Complete, text::completed(shown));
    }
    run.draft.record(&record);
    run.done()
}
