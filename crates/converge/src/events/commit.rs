//! The decision: the target holds, the head moves, and what it does not need is doomed. One transaction.

use crate::Output;
use crate::run::Run;
use model::IncarnationId;
use model::goal::Status;
use model::incarnation::{Incarnation, Phase};
use model::operation::OperationPhase;
use model::plan::{Action, Reason, Stage, Work};
use model::revision::{Binding, Bindings, Outcome, Revision};
use model::stack::Stack;
use model::value::Value;
use model::value::diff::Change;
use model::write::Write;
use resource::Shape;
use std::collections::BTreeSet;

pub(crate) fn commit(mut run: Run<'_>, revision: Option<Revision>, tree: &[Stack]) -> Output {
    let doomed = doom(&mut run);
    settle_stacks(&mut run, &doomed, tree);
    if let Some(mut revision) = revision {
        let bound = run.view.records.all().filter(|record| is_bound(record) && !doomed.contains(&record.id));
        let bindings = bound.map(|record| (record.path.clone(), binding(&run, record))).collect();
        let stack = run.view.root.id;
        let number = revision.number;
        run.draft.write(Write::Bindings { stack, revision: number, bindings: Box::new(Bindings(bindings)) });
        revision.outcome = Outcome::Complete;
        revision.finished_at = Some(run.view.now);
        run.draft.write(Write::Revision(Box::new(revision)));
        let mut root = run.view.root.clone();
        root.head = Some(number);
        run.draft.stack(&root);
    }
    let mut operation = run.view.operation.clone();
    let sweeps = run.view.plan.steps.iter().any(|step| step.stage == Stage::Sweep);
    operation.phase = if sweeps { OperationPhase::Sweeping } else { OperationPhase::Committed };
    run.draft.operation(operation);
    run.done()
}

/// Nested stacks that nothing wants any more are not under way either, however long they stay.
fn settle_stacks(run: &mut Run<'_>, doomed: &BTreeSet<IncarnationId>, tree: &[Stack]) {
    for stack in tree.iter().filter(|stack| !stack.is_root() && stack.status == Status::InProgress) {
        let id = stack.id.to_string();
        let held = doomed.iter().filter_map(|id| run.view.records.get(*id));
        if held.into_iter().any(|record| record.physical_id.as_deref() == Some(&id)) {
            let mut stack = stack.clone();
            let action = stack.action;
            run.draft.stack_state(&mut stack, action, Status::Failed, "the stack is not wanted any more".to_owned());
        }
    }
}

fn is_bound(record: &Incarnation) -> bool {
    record.current && matches!(record.phase, Phase::Live | Phase::Creating | Phase::InDoubt)
}

fn binding(run: &Run<'_>, record: &Incarnation) -> Binding {
    let identity = match run.view.catalog.get(&record.concrete_type).map(|kind| &kind.shape) {
        Some(Shape::Flow(flow)) => (flow.identity)(record),
        // Which members were taken out is a matter of the revision: a rollback needs those that this one had.
        Some(Shape::Nested(_)) => Value::Map(std::sync::Arc::new(record.data.clone())),
        Some(Shape::Placeholder(_)) | None => Value::Null,
    };
    Binding {
        incarnation: record.id,
        type_name: record.type_name.clone(),
        physical_id: record.physical_id.clone(),
        properties: record.applied.clone(),
        identity,
        accepted: accepted(run, record),
    }
}

/// What the plan said would stay otherwise than the definition wants.
fn accepted(run: &Run<'_>, record: &Incarnation) -> Vec<Change> {
    let stays = run.view.plan.not_undone.iter().filter(|stays| stays.reason == Reason::Irreversible);
    stays.filter(|stays| stays.path == record.path).filter_map(|stays| stays.change.clone()).collect()
}

/// Objects that the target does not have lose their slot. One that was to be replaced and turned out to do keeps it.
fn doom(run: &mut Run<'_>) -> BTreeSet<IncarnationId> {
    let plan = run.view.plan;
    let old = plan.steps.iter().filter_map(|step| match &step.work {
        Work::Create { instead_of, .. } => *instead_of,
        _ => None,
    });
    let perhaps_kept: BTreeSet<_> = old.collect();
    let by_step = plan.steps.iter().filter(|step| step.stage == Stage::Sweep).filter_map(|step| match step.work {
        Work::Delete { incarnation } | Work::Retain { incarnation } => Some(incarnation),
        _ => None,
    });
    let by_entry = plan.resources.iter().filter_map(|entry| match entry.action {
        Action::Delete | Action::Retain => Some(entry.incarnation),
        _ => None,
    });
    let named: BTreeSet<_> = by_step.chain(by_entry).collect();
    let mut doomed = BTreeSet::new();
    for id in named {
        let Some(mut record) = run.record(id) else { continue };
        if perhaps_kept.contains(&id) && record.current {
            continue;
        }
        doomed.insert(id);
        let before = (record.current, record.phase);
        record.current &= run.deletes_all();
        if matches!(record.phase, Phase::Live | Phase::Superseded) {
            record.phase = Phase::Doomed;
        }
        if before != (record.current, record.phase) {
            run.draft.record(&record);
        }
    }
    doomed
}
