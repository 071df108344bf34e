//! A call was answered after its step had been taken away: by a newer operation, or by another engine. What it did is recorded all the
//! same; nothing that it made is lost.

use crate::stage::{Stage, Word};
use crate::{Answered, Output, View, events};
use model::IncarnationId;
use model::failure::{Failure, FailureKind};
use model::goal::Status;
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
    let unsettled = stage.as_ref().is_some_and(|stage| is_unsettled(stage.verb, &before));
    let deletes = stage.as_ref().is_some_and(|stage| stage.verb == Word::Delete);
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
    let known = before.physical_id.is_some() && before.physical_id != physical_id;
    match after {
        Some(after) if unsettled && !known => writes.push(Write::Incarnation(Box::new(settle(&before, after)))),
        // It has a slot again by now, and does not exist: whoever plans next must know.
        Some(after) if deletes && after.phase == Phase::Gone && before.may_exist() => {
            let observed = Some(Observation::gone(view.now));
            writes.push(Write::Incarnation(Box::new(Incarnation { observed, ..before.clone() })));
        }
        // The record has moved on without this answer: what was made gets a record of its own, to be removed.
        Some(after) if after.physical_id.is_some() && after.physical_id != before.physical_id => {
            writes.push(Write::Incarnation(Box::new(orphan(view, after))));
        }
        Some(_) | None => {}
    }
    writes.push(Write::Step { row: Box::new(end(row)), release: Vec::new() });
    Output { writes, effects: Vec::new() }
}

/// Whether a record still waits for the answer of this verb.
fn is_unsettled(verb: Word, record: &Incarnation) -> bool {
    match verb {
        Word::Create | Word::Adopt => matches!(record.phase, Phase::Creating | Phase::InDoubt),
        Word::Delete => record.phase == Phase::Deleting,
        Word::Update | Word::Observe | Word::Suspend | Word::Resume | Word::Snapshot | Word::Restore | Word::Signal => {
            record.phase == Phase::Live && record.status == Status::InProgress
        }
    }
}

/// The record as the late answer makes it, but never with a slot that it has lost.
fn settle(before: &Incarnation, mut after: Incarnation) -> Incarnation {
    if after.phase == Phase::Deleting && before.phase != Phase::Deleting {
        // It was looked for in order to be deleted; nobody has asked for the delete.
        let (physical_id, data) = (after.physical_id, after.data);
        return Incarnation { physical_id, data, ..before.clone() };
    }
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
