//! A call of a step was answered.

use crate::events::late;
use crate::run::Run;
use crate::stage::{Awaits, Stage};
use crate::{Answered, Output, View, verb};
use model::failure::{Failure, FailureKind};
use model::incarnation::Phase;
use model::journal::Note;
use model::plan::Work;
use model::request::Reply;
use model::step::StepStatus;
use model::value::Value;
use model::write::Write;
use resource::Answer;
use std::time::Duration;

pub(crate) fn on(view: &View<'_>, answered: Answered<'_>) -> Output {
    let subject = answered.row.stage.as_ref().and_then(Stage::read).and_then(|stage| view.records.get(stage.subject));
    if subject.is_some_and(|record| record.phase == Phase::Gone) {
        return of_what_is_gone(view, answered);
    }
    take_up(view, answered)
}

/// A late answer of another call has told that the object is gone. What this one tells is recorded like a late one, and the step ends.
fn of_what_is_gone(view: &View<'_>, answered: Answered<'_>) -> Output {
    let nothing = Value::Null;
    let run = Run::new(view, answered.step, answered.row, &nothing, answered.entropy);
    let mut output = late::on(view, answered);
    output.writes.retain(|write| !matches!(write, Write::Step { .. }));
    let end = match run.step.work {
        Work::Delete { .. } | Work::Retain { .. } => run.done(),
        _ if run.can_replan() => run.replan(StepStatus::Skipped),
        _ => run.failed(None, Failure::new(FailureKind::Gone, "Error", "the object is gone")),
    };
    output.writes.extend(end.writes);
    output
}

/// What an answer leads to for a record that has not ended.
pub(crate) fn take_up(view: &View<'_>, answered: Answered<'_>) -> Output {
    let Answered { step, row, request, reply, identity, entropy } = answered;
    let mut run = Run::new(view, step, row, &identity, entropy);
    let Some(stage) = row.stage.as_ref().and_then(Stage::read) else {
        return run.lost("the stage of a call");
    };
    let Some(record) = run.record(stage.subject) else {
        return run.lost("the record of a step");
    };
    let failure = reply.as_ref().err().map(ToString::to_string);
    run.draft.journal(step.index, Some(record.id), Note::Outcome { physical_id: None, failure });
    if is_busy(&reply) && stage.tries < view.busy_retries {
        return wait_and_repeat(run, stage, request);
    }
    let before = record.physical_id.clone();
    let mut output = verb::go_on(run, record, &stage, Answer::Replied(reply));
    tell_identity(&mut output, before.as_deref());
    output
}

fn is_busy(reply: &Result<Reply, Failure>) -> bool {
    reply.as_ref().is_err_and(|failure| failure.kind == FailureKind::Busy)
}

/// The cloud was busy: the call had no effect, and is made again after a while, each time after a longer one.
fn wait_and_repeat(mut run: Run<'_>, mut stage: Stage, request: &model::request::Request) -> Output {
    let delay = Duration::from_secs(1 << stage.tries.min(6));
    stage.tries += 1;
    stage.awaits = Awaits::Again { request: Box::new(request.clone()) };
    run.row.stage = Some(stage.json());
    run.row.status = StepStatus::Waiting;
    run.row.ready_at = run.view.now.after(delay);
    run.row.owner = None;
    run.draft.step(run.row, Vec::new());
    run.draft.finish()
}

/// Puts the physical id that the answer told into the journal's line about it.
fn tell_identity(output: &mut Output, before: Option<&str>) {
    let learnt = output.writes.iter().find_map(|write| match write {
        Write::Incarnation(record) if record.physical_id.as_deref() != before => record.physical_id.clone(),
        _ => None,
    });
    let outcome = output.writes.iter_mut().find_map(|write| match write {
        Write::Journal(entry) => Some(&mut entry.note),
        _ => None,
    });
    if let Some(Note::Outcome { physical_id, .. }) = outcome {
        *physical_id = learnt;
    }
}
