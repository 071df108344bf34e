//! Nothing of an operation can go on, and its end was not reached: it failed, before the commit or in the sweep.

use crate::draft::Draft;
use crate::run::at_root;
use crate::{Output, View, text};
use model::failure::{Failure, FailureKind};
use model::goal::{Goal, StackAction, Status};
use model::incarnation::{Incarnation, Phase};
use model::operation::{Operation, OperationPhase};
use model::plan::{Stage, Work};
use model::revision::{Outcome, Revision};
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::{StepRow, StepStatus};
use model::write::Write;
use model::{ResourcePath, StackPath};

pub(crate) fn on(
    view: &View<'_>,
    steps: &[StepRow],
    tree: &[Stack],
    revision: Option<&Revision>,
    snapshot: Option<&Snapshot>,
) -> Output {
    let busy = steps.iter().any(|row| match row.status {
        StepStatus::Running | StepStatus::Waiting => true,
        // One that was begun goes on even in an operation that halts; a call of it may be unanswered.
        StepStatus::Ready => !view.operation.halting || row.stage.is_some(),
        StepStatus::Pending | StepStatus::Done | StepStatus::Failed | StepStatus::Skipped => false,
    });
    if busy {
        return Output::default();
    }
    match view.operation.phase {
        OperationPhase::Building | OperationPhase::Verifying => {
            let mut draft = Draft::new(view);
            let failure = view.operation.failure.clone().unwrap_or_else(unknown);
            close_open(&mut draft, view, tree, &failure);
            fail(&mut draft, view, &failure, revision, snapshot);
            draft.finish()
        }
        OperationPhase::Committed | OperationPhase::Sweeping => after_commit(view, steps, tree, snapshot),
        OperationPhase::Requested
        | OperationPhase::Quiescing
        | OperationPhase::Observing
        | OperationPhase::Planning
        | OperationPhase::AwaitingConsent
        | OperationPhase::Done
        | OperationPhase::Paused
        | OperationPhase::Failed
        | OperationPhase::Superseded => Output::default(),
    }
}

fn unknown() -> (String, Failure) {
    (String::new(), Failure::new(FailureKind::Cancelled, "Cancelled", "nothing can go on"))
}

/// Ends an operation that did not reach its commit.
pub(crate) fn fail(
    draft: &mut Draft<'_>,
    view: &View<'_>,
    (path, failure): &(String, Failure),
    revision: Option<&Revision>,
    snapshot: Option<&Snapshot>,
) {
    let now = view.now;
    let mut operation = view.operation.clone();
    let cancelled = failure.kind == FailureKind::Cancelled;
    // An operation that asks for its rollback keeps an engine's attention until that was accepted, whatever dies in between.
    let rolls_back = operation.rollback_on_failure && !cancelled;
    operation.phase = if rolls_back { OperationPhase::Observing } else { OperationPhase::Failed };
    operation.halting = true;
    operation.failure = Some((path.clone(), failure.clone()));
    operation.finished_at = Some(now);
    if let Some(revision) = revision.filter(|revision| revision.outcome == Outcome::Pending) {
        let outcome = if cancelled { Outcome::Cancelled } else { Outcome::Failed };
        let ended = Revision { outcome, finished_at: Some(now), ..revision.clone() };
        draft.write(Write::Revision(Box::new(ended)));
    }
    let reason = reason(view, path, failure);
    fail_snapshot(draft, &operation.goal, snapshot, &reason);
    end_root(draft, view, &operation, Status::Failed, reason);
    draft.operation(operation);
}

fn fail_snapshot(draft: &mut Draft<'_>, goal: &Goal, snapshot: Option<&Snapshot>, reason: &str) {
    if let (Goal::Snapshot { .. }, Some(snapshot)) = (goal, snapshot) {
        let failed = Snapshot { status: Status::Failed, status_reason: reason.to_owned(), ..snapshot.clone() };
        draft.write(Write::Snapshot(Box::new(failed)));
    }
}

/// The root gets the state that clients see; it is free again unless a rollback is to follow.
fn end_root(draft: &mut Draft<'_>, view: &View<'_>, operation: &Operation, status: Status, reason: String) {
    let mut root = view.root.clone();
    if operation.phase.is_final() {
        root.operation = None;
    }
    match operation.goal.action() {
        Some(action) => draft.stack_state(&mut root, action, status, reason),
        None => draft.stack(&root),
    }
}

/// What the root says about a failure.
fn reason(view: &View<'_>, path: &str, failure: &Failure) -> String {
    if path.is_empty() {
        return failure.message.clone();
    }
    let path = ResourcePath::new(path);
    text::stack_failed(action_at(view, &path), failure, &path, &StackPath::root())
}

/// What was being done at a slot when it failed.
fn action_at(view: &View<'_>, path: &ResourcePath) -> StackAction {
    let exists = |record: &Incarnation| record.path == *path && record.phase != Phase::Gone;
    let failed = |record: &&Incarnation| exists(record) && record.status == Status::Failed;
    let goal = || view.operation.goal.action().unwrap_or(StackAction::Update);
    view.records.all().filter(failed).last().map_or_else(goal, |record| record.action)
}

/// Nested stacks that were begun and not ended failed with their root; so did the resources that hold them, and those of which an
/// overtaken operation left a call unanswered.
pub(crate) fn close_open(draft: &mut Draft<'_>, view: &View<'_>, tree: &[Stack], why: &(String, Failure)) {
    let (at, failure) = (ResourcePath::new(why.0.as_str()), &why.1);
    let told = !why.0.is_empty();
    let mut open: Vec<&Stack> =
        tree.iter().filter(|stack| !stack.is_root() && stack.status == Status::InProgress).collect();
    open.sort_by_key(|stack| std::cmp::Reverse(stack.path.depth()));
    for stack in open {
        let reason = match told && at.stack().is_within(&stack.path) {
            true => text::stack_failed(action_at(view, &at), failure, &at, &stack.path),
            false => failure.message.clone(),
        };
        draft.stack_state(&mut stack.clone(), stack.action, Status::Failed, reason);
    }
    for record in view.records.all().filter(|r| r.current && r.status == Status::InProgress) {
        let mut record = draft.latest(record);
        let inside = told && at != record.path && at.is_within(&record.path);
        let path = if inside { at.clone() } else { record.path.clone() };
        let reason = match told {
            true => text::failed(failure, &path, &record.path.stack()),
            false => format!("{} aborted ({})", record.action, failure.message),
        };
        let action = record.action;
        draft.state(&mut record, action, Status::Failed, &reason);
        draft.record(&record);
    }
}

/// The target holds, and something that it does not need could not be removed.
fn after_commit(view: &View<'_>, steps: &[StepRow], tree: &[Stack], snapshot: Option<&Snapshot>) -> Output {
    let mut draft = Draft::new(view);
    let blocked = leave_over(&mut draft, view, steps);
    let failure = view.operation.failure.clone().or_else(|| blocked.first().cloned()).unwrap_or_else(unknown);
    close_open(&mut draft, view, tree, &failure);
    let strict = view.operation.options.strict_cleanup;
    let now = view.now;
    let mut operation = view.operation.clone();
    operation.finished_at = Some(now);
    operation.failure = operation.failure.or_else(|| blocked.first().cloned());
    let (path, failure) = operation.failure.clone().unwrap_or_else(unknown);
    let tolerated = matches!(operation.goal, Goal::Rollback { .. }) && !strict;
    operation.phase = if tolerated { OperationPhase::Done } else { OperationPhase::Failed };
    if tolerated {
        let list: Vec<String> = blocked.iter().map(|(path, _)| at_root(&ResourcePath::new(path.as_str()))).collect();
        let reason = format!("{}; not removed yet: {}", text::completed(StackAction::Rollback), list.join(", "));
        end_root(&mut draft, view, &operation, Status::Complete, reason);
    } else {
        let reason = reason(view, &path, &failure);
        fail_snapshot(&mut draft, &operation.goal, snapshot, &reason);
        end_root(&mut draft, view, &operation, Status::Failed, reason);
    }
    draft.operation(operation);
    draft.finish()
}

/// What could not be removed, or was not tried because something in its way could not, is a leftover. Nested stacks that hold any stay.
fn leave_over(draft: &mut Draft<'_>, view: &View<'_>, steps: &[StepRow]) -> Vec<(String, Failure)> {
    let mut blocked = Vec::new();
    let all = matches!(view.operation.goal, Goal::Delete);
    for (row, step) in steps.iter().zip(&view.plan.steps) {
        let Work::Delete { incarnation } = step.work else { continue };
        if step.stage != Stage::Sweep {
            continue;
        }
        let Some(record) = view.records.get(incarnation) else { continue };
        match row.status {
            StepStatus::Failed => {
                if let Some(failure) = &row.failure {
                    blocked.insert(0, (record.path.as_str().to_owned(), failure.clone()));
                }
            }
            StepStatus::Pending | StepStatus::Ready => {
                if !record.may_exist() {
                    continue;
                }
                let mut record = record.clone();
                let by = Some("an object that could not be removed".to_owned());
                let kind = FailureKind::InUse { by };
                let failure = Failure::new(kind, "DependencyError", "what depends on it could not be removed");
                if matches!(record.phase, Phase::Live | Phase::Superseded) {
                    record.phase = Phase::Doomed;
                }
                record.current &= all;
                record.delete_blocked_by = Some(failure);
                draft.record(&record);
            }
            StepStatus::Running | StepStatus::Waiting | StepStatus::Done | StepStatus::Skipped => {}
        }
    }
    blocked
}
