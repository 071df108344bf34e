//! Works that act on an object as it is: the delete, and the actions that leave its properties alone.

use crate::run::Run;
use crate::{Output, is_holder, text, verb};
use model::IncarnationId;
use model::failure::{Failure, FailureKind};
use model::goal::{StackAction, Status};
use model::incarnation::{Incarnation, Phase};
use model::plan::Work;
use model::stack::Stack;
use resource::Verb;

/// Observes, suspends, resumes or records an object.
pub(crate) fn act(mut run: Run<'_>, id: IncarnationId) -> Output {
    let Some(mut record) = run.record(id) else {
        return run.lost("the record of an object");
    };
    let (action, verb) = match run.step.work {
        Work::Suspend { .. } => (StackAction::Suspend, Verb::Suspend),
        Work::Resume { .. } => (StackAction::Resume, Verb::Resume),
        Work::Snapshot { .. } => (StackAction::Snapshot, Verb::Snapshot),
        Work::Check { .. }
        | Work::Create { .. }
        | Work::Update { .. }
        | Work::Rebind { .. }
        | Work::Restore { .. }
        | Work::Release { .. }
        | Work::Delete { .. }
        | Work::Retain { .. }
        | Work::Open { .. }
        | Work::Close { .. }
        | Work::Pause { .. }
        | Work::Hook { .. }
        | Work::Replan
        | Work::Commit
        | Work::Finish => (StackAction::Check, Verb::Observe),
    };
    let known = record.physical_id.is_some() || record.phase == Phase::Live;
    let there = match record.phase {
        Phase::Live => true,
        Phase::Creating | Phase::InDoubt | Phase::Deleting => known && verb == Verb::Observe,
        Phase::Planned | Phase::Superseded | Phase::Doomed | Phase::Gone | Phase::Retained => false,
    };
    // An action that failed may be repeated; nothing else starts from a failure. A check does.
    let stable = verb == Verb::Observe || record.status == Status::Complete || record.action == action;
    if !there || !stable {
        let failure = invalid_state(&record, action);
        return run.failed(Some(record), failure);
    }
    run.draft.state(&mut record, action, Status::InProgress, text::CHANGED);
    verb::start(run, record, verb)
}

/// Heat's refusal of an action on a resource that is not ready for it.
pub(crate) fn invalid_state(record: &Incarnation, action: StackAction) -> Failure {
    let word = action.as_str().to_lowercase();
    let message = format!("State {}_{} invalid for {word}", record.action, record.status);
    Failure::new(FailureKind::Invalid, "Error", message)
}

/// Removes an object.
pub(crate) fn delete(mut run: Run<'_>, id: IncarnationId, nested: Option<Stack>) -> Output {
    let Some(mut record) = run.record(id) else {
        return run.lost("the record of an object");
    };
    match record.phase {
        Phase::Gone | Phase::Retained => return run.done(),
        // Nothing has been asked of the cloud: nothing is there.
        Phase::Planned => return never_was(run, record),
        Phase::Creating | Phase::Live | Phase::InDoubt | Phase::Superseded | Phase::Doomed | Phase::Deleting => {}
    }
    if run.is_wanted(&record) {
        return run.skipped();
    }
    run.draft.state(&mut record, StackAction::Delete, Status::InProgress, text::CHANGED);
    if is_holder(run.view.catalog, &record) {
        if let Some(stack) = nested {
            close_deleted(&mut run, stack);
        }
        return verb::gone(run, record);
    }
    if record.external {
        return verb::gone(run, record);
    }
    let unseen = matches!(record.phase, Phase::Creating | Phase::InDoubt) && record.physical_id.is_none();
    if unseen {
        return verb::start(run, record, Verb::Adopt);
    }
    record.phase = Phase::Deleting;
    verb::start(run, record, Verb::Delete)
}

fn never_was(mut run: Run<'_>, mut record: Incarnation) -> Output {
    record.phase = Phase::Gone;
    record.current = false;
    run.draft.record(&record);
    run.done()
}

/// The row of a nested stack whose holder is deleted.
pub(crate) fn close_deleted(run: &mut Run<'_>, mut stack: Stack) {
    if stack.deleted_at.is_some() {
        return;
    }
    stack.deleted_at = Some(run.view.now);
    let reason = text::completed(StackAction::Delete);
    run.draft.stack_state(&mut stack, StackAction::Delete, Status::Complete, reason);
}
