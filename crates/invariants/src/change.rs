//! Two moments of a tree in sequence, one commit or more apart.

use crate::state::{World, is_end};
use crate::{Findings, Violation};
use model::IncarnationId;
use model::goal::Class;
use model::goal::Goal;
use model::incarnation::{Incarnation, Phase};
use model::journal::Note;
use model::plan::{Action, Plan, Stage, Work};
use model::revision::{Bindings, Outcome};
use model::step::StepStatus;
use std::collections::HashMap;

/// All that must not have happened between two moments. `target` are the bindings of the revision that a rollback under way returns to.
pub fn check_change(before: &World<'_>, after: &World<'_>, target: Option<&Bindings>) -> Vec<Violation> {
    let mut found = Findings::default();
    records(before, after, &mut found);
    deletes(before, after, target, &mut found);
    epochs(before, after, &mut found);
    steps(before, after, &mut found);
    revisions(before, after, &mut found);
    found.0
}

/// I1: a record is never lost, and one that is gone stays so. An object is gone only by a delete, or if it never was.
fn records(before: &World<'_>, after: &World<'_>, found: &mut Findings) {
    let now: HashMap<IncarnationId, &Incarnation> = after.records.iter().map(|r| (r.id, r)).collect();
    for old in before.records {
        let Some(new) = now.get(&old.id) else {
            found.add("I1", format!("the record of {} {} is lost", old.path, old.id));
            continue;
        };
        let raised = old.phase == Phase::Gone && new.phase != Phase::Gone;
        found.check(!raised, "I1", || format!("{} {} was gone and is {}", old.path, old.id, new.phase));
        let forgot = old.physical_id.is_some() && new.physical_id.is_none() && new.may_exist();
        let doubt = matches!(old.phase, Phase::InDoubt | Phase::Creating);
        found.check(!forgot || doubt, "I1", || format!("{} {} forgot its physical id", old.path, old.id));
        if new.phase == Phase::Gone && old.may_exist() {
            let by_step = deleted_by(after, old.id).is_some() || deleted_by(before, old.id).is_some();
            let never = old.physical_id.is_none() && matches!(old.phase, Phase::Creating | Phase::InDoubt);
            // The step may be of a plan that was overtaken before its answer came.
            let asked = after.journal.iter().any(|entry| {
                let delete = matches!(&entry.note, Note::Intent { verb, .. } if verb == "delete");
                delete && entry.incarnation == Some(old.id)
            });
            found
                .check(by_step || never || asked, "I1", || format!("{} {} is gone without a delete", old.path, old.id));
        }
    }
}

/// The stage of the step that deletes an object, with its index.
fn deleted_by(world: &World<'_>, id: IncarnationId) -> Option<(Stage, u32)> {
    let steps = world.plan.into_iter().flat_map(|plan| &plan.steps);
    let mut deletes = steps.filter(|step| matches!(step.work, Work::Delete { incarnation } if incarnation == id));
    deletes.next().map(|step| (step.stage, step.index))
}

/// I3, I4: deletes begin after the commit, or where the plan says so; and never on what the target of a rollback binds.
fn deletes(before: &World<'_>, after: &World<'_>, target: Option<&Bindings>, found: &mut Findings) {
    let Some(plan) = after.plan else { return };
    let was: HashMap<IncarnationId, &Incarnation> = before.records.iter().map(|r| (r.id, r)).collect();
    let committed = plan
        .steps
        .iter()
        .zip(after.steps)
        .any(|(step, row)| step.stage == Stage::Commit && row.status == StepStatus::Done);
    let rollback = matches!(plan.goal, Goal::Rollback { .. });
    for new in after.records {
        let begun = matches!(new.phase, Phase::Deleting | Phase::Gone);
        let Some(old) = was.get(&new.id).filter(|old| begun && old.may_exist() && old.phase != Phase::Deleting) else {
            continue;
        };
        let unseen = old.physical_id.is_none();
        let first = matches!(deleted_by(after, new.id), Some((Stage::Build, _)));
        found.check(committed || first || unseen, "I4", || format!("{} was deleted before the commit", new.path));
        let bound = rollback && target.is_some_and(|t| t.0.values().any(|b| b.incarnation == new.id));
        let consented = by_consent(plan, new.id);
        found.check(!bound || consented, "I3", || format!("the rollback deleted the target's object of {}", new.path));
    }
}

fn by_consent(plan: &Plan, id: IncarnationId) -> bool {
    let entry = plan.resources.iter().find(|entry| entry.incarnation == id);
    let gone = |reason| reason == model::plan::Reason::LostOutside;
    entry.is_some_and(|e| e.action == Action::Delete && (e.class >= Class::Replace || gone(e.reason)))
}

/// I6: epochs only grow, and who has an old one only leaves notes of late answers.
fn epochs(before: &World<'_>, after: &World<'_>, found: &mut Findings) {
    let (old, new) = (before.root.epoch, after.root.epoch);
    found.check(new >= old, "I6", || format!("the epoch fell from {old} to {new}"));
    for entry in after.journal.iter().skip(before.journal.len()) {
        let late = matches!(entry.note, Note::Late { .. });
        found.check(late || entry.epoch >= old, "I6", || {
            format!("epoch {} wrote {:?} in epoch {old}", entry.epoch, entry.note)
        });
    }
}

/// I7, I9: a step that has ended stays so, and what was called belongs to a step of the plan.
fn steps(before: &World<'_>, after: &World<'_>, found: &mut Findings) {
    let same = match (before.plan, after.plan) {
        (Some(a), Some(b)) => a.id == b.id,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if !same {
        return;
    }
    for (old, new) in before.steps.iter().zip(after.steps).filter(|(old, _)| is_end(old)) {
        found.check(old.status == new.status, "I7", || format!("step {} ended and is {} now", old.index, new.status));
    }
    let Some(plan) = after.plan else { return };
    let operation = after.operation.map(|operation| operation.id);
    let entries = after.journal.iter().skip(before.journal.len());
    for entry in entries.filter(|entry| Some(entry.operation) == operation) {
        let Note::Intent { verb, .. } = &entry.note else { continue };
        let step = plan.steps.get(entry.step as usize);
        found.check(step.is_some_and(|s| names(&s.work, entry.incarnation)), "I9", || {
            format!("{verb} of {:?} is not what step {} is for", entry.incarnation, entry.step)
        });
    }
}

/// Whether a step is about an object: its own, or the one that might do instead.
fn names(work: &Work, id: Option<IncarnationId>) -> bool {
    let instead = matches!(work, Work::Create { instead_of, .. } if *instead_of == id && id.is_some());
    work.incarnation() == id || instead
}

/// A revision's outcome is decided once, and the head only moves to one that is complete.
fn revisions(before: &World<'_>, after: &World<'_>, found: &mut Findings) {
    for old in before.revisions.iter().filter(|r| r.outcome != Outcome::Pending) {
        let new = after.revisions.iter().find(|r| r.number == old.number);
        let kept = new.is_none_or(|new| new.outcome == old.outcome);
        found.check(kept, "head", || format!("the outcome of revision {} changed", old.number));
    }
    let (old, new) = (before.root.attempted, after.root.attempted);
    found.check(new >= old, "head", || format!("attempted fell from {old:?} to {new:?}"));
}
