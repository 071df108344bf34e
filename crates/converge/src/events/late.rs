//! A call was answered after its step had been taken away: by a newer operation, or by another engine. What it did is recorded all the
//! same; nothing that it made is lost.

use crate::stage::{Stage, Word};
use crate::{Answered, Output, View, events};
use model::IncarnationId;
use model::failure::{Failure, FailureKind};
use model::incarnation::{Incarnation, Phase};
use model::journal::{JournalEntry, Note};
use model::observation::Observation;
use model::step::{StepRow, StepStatus};
use model::write::Write;
use uuid::Uuid;

pub(crate) fn on(view: &View<'_>, answered: Answered<'_>) -> Output {
    let stage = answered.row.stage.as_ref().and_then(Stage::read);
    let Some(before) = stage.as_ref().and_then(|stage| view.records.get(stage.subject)).cloned() else {
        return Output::default();
    };
    let verb = stage.as_ref().map(|stage| stage.verb);
    let in_doubt = answered.reply.as_ref().is_err_and(|failure| failure.kind == FailureKind::InDoubt);
    let (step, row) = (answered.step.index, answered.row.clone());
    let nothing = Output::default();
    let learnt = if in_doubt { nothing } else { events::answered::take_up(view, answered) };
    let after = learnt.writes.into_iter().find_map(|write| match write {
        Write::Incarnation(record) if record.id == before.id => Some(*record),
        _ => None,
    });
    let physical_id = after.as_ref().and_then(|record| record.physical_id.clone());
    let mut writes = vec![Write::Journal(JournalEntry {
        operation: view.operation.id,
        step,
        incarnation: Some(before.id),
        epoch: view.operation.epoch,
        at: view.now,
        note: Note::Late { physical_id: physical_id.clone() },
    })];
    if let Some(record) = after.and_then(|after| learn(view, verb, &before, after)) {
        writes.push(Write::Incarnation(Box::new(record)));
    }
    writes.push(Write::Step { row: Box::new(end(row)), release: Vec::new() });
    Output { writes, effects: Vec::new() }
}

/// What a late answer tells of what there is: an object that was made, or that there is none any more. Of anything else somebody else may
/// have tried more since: a change stays one of unknown outcome, and what was not found or was refused may have been made by a later call.
fn learn(view: &View<'_>, verb: Option<Word>, before: &Incarnation, after: Incarnation) -> Option<Incarnation> {
    let is_new = after.physical_id.is_some() && after.physical_id != before.physical_id;
    match verb? {
        Word::Create if is_new && is_sought(before) && is_untouched(before) => return Some(settle(before, after)),
        // Others look for it with other properties by now, and go on from what it is.
        Word::Create | Word::Adopt if is_new && is_sought(before) => {
            return Some(Incarnation { physical_id: after.physical_id, data: after.data, ..before.clone() });
        }
        Word::Delete if after.phase == Phase::Gone && before.phase == Phase::Deleting => {
            return Some(settle(before, after));
        }
        // It has a slot again by now, and does not exist: whoever plans next must know.
        Word::Delete if after.phase == Phase::Gone && before.may_exist() => {
            return Some(Incarnation { observed: Some(Observation::gone(view.now)), ..before.clone() });
        }
        Word::Create | Word::Adopt | Word::Delete => {}
        Word::Update | Word::Observe | Word::Suspend | Word::Resume | Word::Snapshot | Word::Signal => {}
    }
    // The record has moved on without this answer: what was made gets a record of its own, to be removed.
    is_new.then(|| orphan(view, after))
}

/// Whether the object of a record is not known yet.
fn is_sought(record: &Incarnation) -> bool {
    matches!(record.phase, Phase::Creating | Phase::InDoubt) && record.physical_id.is_none()
}

/// Whether nobody has looked for the object of an interrupted create since.
fn is_untouched(record: &Incarnation) -> bool {
    record.applied.is_null() && record.doubts.is_empty()
}

/// The record as the late answer makes it, but never with a slot that it has lost.
fn settle(before: &Incarnation, mut after: Incarnation) -> Incarnation {
    after.current &= before.current;
    if after.phase == Phase::Live && !after.current {
        after.phase = Phase::Doomed;
    }
    after.generation = before.generation;
    after
}

/// A record of its own for an object that a record of another object cannot hold.
pub(crate) fn orphan(view: &View<'_>, after: Incarnation) -> Incarnation {
    let id = IncarnationId(Uuid::from_u128(view.nonce ^ after.id.0.as_u128()));
    // Nobody asks for it any more: like any leftover it is removed by the sweeper, whatever has become of its stack.
    let message = "made by a call whose answer came after it was given up";
    let leftover = Failure::new(FailureKind::InDoubt, "LateAnswer", message);
    Incarnation {
        id,
        phase: Phase::Doomed,
        current: false,
        replaces: None,
        delete_blocked_by: Some(leftover),
        updated_at: view.now,
        claims: Vec::new(),
        handed_over: Vec::new(),
        generation: 0,
        ..after
    }
}

fn end(row: StepRow) -> StepRow {
    StepRow { status: StepStatus::Skipped, owner: None, ..row }
}
