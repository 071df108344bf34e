//! Drives a type's sequence of calls and waits: every turn of it becomes writes, and its end decides about the record.

use crate::events::{late, slot};
use crate::run::Run;
use crate::stage::{Awaits, Stage};
use crate::{Effect, Output, text};
use catalog::differ;
use model::failure::{Failure, FailureKind};
use model::goal::{StackAction, Status};
use model::incarnation::{Health, Incarnation, Phase};
use model::journal::Note;
use model::observation::Observation;
use model::plan::Work;
use model::request::Request;
use model::step::StepStatus;
use model::value::Value;
use resource::{Answer, Difference, Flow, Inputs, Next, ResourceType, Shape, Turn, Verb};

/// Begins a verb on a record.
pub(crate) fn start(mut run: Run<'_>, mut record: Incarnation, verb: Verb) -> Output {
    if let (Verb::Update, Some(seen)) = (verb, &mut record.observed) {
        // What was seen before a change says nothing of what the change leaves.
        seen.properties = None;
    }
    let Some((_, flow)) = flow(&run, &record) else {
        return no_flow(run, record);
    };
    run.doubt = false;
    let turn = (flow.start)(verb, &inputs(&run, &record, &wanted(&run, &record, verb)));
    advance(run, record, verb, turn)
}

/// Goes on with a verb.
pub(crate) fn go_on(mut run: Run<'_>, record: Incarnation, stage: &Stage, answer: Answer) -> Output {
    let Some((_, flow)) = flow(&run, &record) else {
        return no_flow(run, record);
    };
    let unanswered = |failure: &Failure| failure.kind == FailureKind::InDoubt;
    run.doubt = stage.doubt || matches!(&answer, Answer::Replied(Err(failure)) if unanswered(failure));
    let verb = stage.verb.verb();
    let turn = (flow.resume)(verb, &stage.inner, answer, &inputs(&run, &record, &wanted(&run, &record, verb)));
    advance(run, record, verb, turn)
}

/// Makes a call again that was refused because the cloud was busy.
pub(crate) fn call_again(mut run: Run<'_>, record: &Incarnation, mut stage: Stage, request: Box<Request>) -> Output {
    stage.awaits = Awaits::Call;
    let note = Note::Intent { verb: stage.verb.as_str().to_owned(), call: request.summary() };
    run.draft.journal(run.step.index, Some(record.id), note);
    run.row.stage = Some(stage.json());
    run.draft.step(run.row, Vec::new());
    run.draft.effect(Effect::Call(request));
    run.draft.finish()
}

fn no_flow(run: Run<'_>, record: Incarnation) -> Output {
    let message = format!("{} has no objects", record.concrete_type);
    run.failed(Some(record), Failure::new(FailureKind::Invalid, "ResourceTypeUnavailable", message))
}

fn flow(run: &Run<'_>, record: &Incarnation) -> Option<(&'static ResourceType, &'static Flow)> {
    let kind = run.view.catalog.get(&record.concrete_type)?;
    match &kind.shape {
        Shape::Flow(flow) => Some((kind, flow)),
        Shape::Nested(_) | Shape::Placeholder(_) => None,
    }
}

/// The properties that a verb works with.
fn wanted(run: &Run<'_>, record: &Incarnation, verb: Verb) -> Value {
    match verb {
        Verb::Update if matches!(run.step.work, Work::Release { .. }) => released(run, record),
        Verb::Create | Verb::Update | Verb::Adopt => record.attempted.clone().unwrap_or_else(|| record.applied.clone()),
        Verb::Delete | Verb::Observe | Verb::Suspend | Verb::Resume | Verb::Snapshot | Verb::Signal => {
            record.applied.clone()
        }
    }
}

/// The properties of an object that has given up what was handed over.
fn released(run: &Run<'_>, record: &Incarnation) -> Value {
    let release = run.view.catalog.get(&record.concrete_type).and_then(|kind| kind.rollback.release);
    release.map_or_else(|| record.applied.clone(), |release| release(&record.applied, &record.handed_over))
}

fn inputs<'r>(run: &'r Run<'_>, record: &'r Incarnation, properties: &'r Value) -> Inputs<'r> {
    const NOTHING: &Value = &Value::Null;
    Inputs { record, properties, identity: run.identity, details: NOTHING, now: run.view.now, entropy: run.entropy }
}

/// What a turn leads to.
fn advance(mut run: Run<'_>, mut record: Incarnation, verb: Verb, turn: Turn) -> Output {
    let Turn { physical_id, data, metadata, next } = turn;
    if let Some(known) = record.physical_id.as_ref().filter(|known| physical_id.as_ref().is_some_and(|id| id != *known))
    {
        // A late answer told of another object that was made for this record: it is not lost from sight.
        let other = Incarnation { physical_id: Some(known.clone()), ..record.clone() };
        run.draft.record(&late::orphan(run.view, other));
    }
    if physical_id.is_some() {
        record.physical_id = physical_id;
    }
    if let Some(data) = data {
        record.data = data;
    }
    if let Some(metadata) = metadata {
        record.metadata = metadata;
    }
    match next {
        Next::Call { request, stage } => {
            let stage = Stage { doubt: run.doubt, ..Stage::new(verb, record.id, Awaits::Call, stage) };
            run.draft.record(&record);
            call_again(run, &record, stage, request)
        }
        Next::Wait { after, stage } => {
            let stage = Stage { doubt: run.doubt, ..Stage::new(verb, record.id, Awaits::Time, stage) };
            run.row.stage = Some(stage.json());
            run.row.status = StepStatus::Waiting;
            run.row.ready_at = run.view.now.after(after);
            run.row.owner = None;
            run.draft.record(&record);
            run.draft.step(run.row, Vec::new());
            run.draft.finish()
        }
        Next::Done(seen) => finished(run, record, verb, seen.map(|seen| *seen)),
        Next::Failed(failure) => ended_badly(run, record, verb, failure),
    }
}

fn finished(run: Run<'_>, mut record: Incarnation, verb: Verb, seen: Option<Observation>) -> Output {
    let missing = seen.as_ref().is_some_and(|seen| seen.exists == Some(false));
    if seen.is_some() {
        record.observed = seen;
    }
    match verb {
        // Its properties are still those that it is to have again.
        Verb::Update if matches!(run.step.work, Work::Release { .. }) => well(run, record),
        Verb::Create | Verb::Update => settled(run, record),
        Verb::Delete => gone(run, record),
        Verb::Adopt if missing || record.physical_id.is_none() => not_found(run, record),
        Verb::Adopt => found(run, record),
        Verb::Observe => match run.step.work {
            Work::Rebind { .. } | Work::Restore { .. } | Work::Update { .. } | Work::Create { .. } => {
                seen_again(run, record)
            }
            _ => checked(run, record),
        },
        Verb::Suspend | Verb::Resume | Verb::Snapshot | Verb::Signal => well(run, record),
    }
}

/// The object exists and has the properties that were attempted.
fn settled(run: Run<'_>, mut record: Incarnation) -> Output {
    if let Some(applied) = record.attempted.take() {
        record.applied = applied;
    }
    record.doubts.clear();
    if let Some(kind) = run.view.catalog.get(&record.concrete_type) {
        record.claims = (kind.rollback.claims)(&record.applied);
    }
    record.phase = Phase::Live;
    record.health = Health::Healthy;
    record.health_reason = None;
    record.delete_blocked_by = None;
    well(run, record)
}

fn well(mut run: Run<'_>, mut record: Incarnation) -> Output {
    let action = record.action;
    run.draft.state(&mut record, action, Status::Complete, text::CHANGED);
    run.draft.record(&record);
    run.done()
}

/// The object does not exist any more.
pub(crate) fn gone(mut run: Run<'_>, mut record: Incarnation) -> Output {
    record.phase = Phase::Gone;
    record.current = false;
    record.delete_blocked_by = None;
    record.claims.clear();
    record.handed_over.clear();
    run.draft.state(&mut record, StackAction::Delete, Status::Complete, text::CHANGED);
    run.draft.record(&record);
    run.done()
}

/// An interrupted create turns out to have made the object.
fn found(run: Run<'_>, mut record: Incarnation) -> Output {
    match run.step.work {
        Work::Delete { .. } => {
            record.phase = Phase::Deleting;
            start(run, record, Verb::Delete)
        }
        Work::Retain { .. } => slot::let_go(run, record),
        Work::Create { .. } | Work::Update { .. } | Work::Rebind { .. } | Work::Restore { .. } => adjust(run, record),
        Work::Release { .. }
        | Work::Check { .. }
        | Work::Suspend { .. }
        | Work::Resume { .. }
        | Work::Snapshot { .. }
        | Work::Open { .. }
        | Work::Close { .. }
        | Work::Pause { .. }
        | Work::Hook { .. }
        | Work::Replan
        | Work::Commit
        | Work::Finish => settled(run, record),
    }
}

/// Brings an object that was found to the attempted properties, if it is not there yet.
fn adjust(run: Run<'_>, record: Incarnation) -> Output {
    let target = record.attempted.clone().unwrap_or_default();
    let Some(kind) = run.view.catalog.get(&record.concrete_type) else {
        return no_flow(run, record);
    };
    match differ(kind, &record, &target).0 {
        Difference::None => settled(run, record),
        Difference::Update | Difference::Disrupt => start(run, record, Verb::Update),
        Difference::Replace(property) | Difference::Refuse(property) => {
            let message =
                format!("the object of an interrupted create was found, and its {property} cannot be changed");
            ended_badly(run, record, Verb::Update, Failure::new(FailureKind::ExceedsPlan, "ExceedsPlan", message))
        }
    }
}

/// An interrupted create turns out to have made nothing.
fn not_found(run: Run<'_>, mut record: Incarnation) -> Output {
    if record.physical_id.is_some() {
        // A late answer has told its id while it was looked for.
        return found(run, record);
    }
    if let Work::Delete { .. } | Work::Retain { .. } = run.step.work {
        return gone(run, record);
    }
    // What an earlier create asked for may still come to be.
    let earlier = std::mem::take(&mut record.applied);
    slot::doubt(&mut record, earlier);
    record.phase = Phase::Creating;
    start(run, record, Verb::Create)
}

/// An object in doubt was looked at before it gets its slot back.
fn seen_again(mut run: Run<'_>, mut record: Incarnation) -> Output {
    let exists = record.observed.as_ref().and_then(|seen| seen.exists);
    if exists == Some(false) {
        let failure = Failure::new(FailureKind::Gone, "Error", "the object does not exist any more");
        return missing(run, record, failure);
    }
    record.phase = Phase::Live;
    let action = record.action;
    run.draft.state(&mut record, action, Status::Complete, text::CHANGED);
    run.draft.record(&record);
    run.done()
}

/// The object was observed by request.
fn checked(run: Run<'_>, mut record: Incarnation) -> Output {
    let Some(seen) = record.observed.clone() else {
        return well(run, record);
    };
    if seen.exists == Some(false) || seen.health == Health::Broken {
        record.health = Health::Broken;
        record.health_reason.clone_from(&seen.reason);
        let reason = seen.reason.unwrap_or_else(|| "the object does not exist".to_owned());
        let failure = Failure::new(FailureKind::Broken, "Error", reason);
        return run.failed(Some(record), failure);
    }
    if seen.exists == Some(true) {
        record.health = seen.health;
        record.health_reason = seen.reason;
    }
    well(run, record)
}

fn ended_badly(mut run: Run<'_>, mut record: Incarnation, verb: Verb, failure: Failure) -> Output {
    let failure = failure.redacted(&wanted(&run, &record, verb).secrets());
    if failure.kind == FailureKind::Broken {
        record.health = Health::Broken;
        record.health_reason = Some(failure.message.clone());
    }
    let is_gone = failure.kind == FailureKind::Gone;
    match verb {
        Verb::Delete if is_gone => gone(run, record),
        Verb::Adopt if is_gone => not_found(run, record),
        Verb::Delete => not_deleted(run, record, failure),
        Verb::Create => {
            let in_doubt = run.doubt || failure.kind == FailureKind::InDoubt;
            record.phase = match (&record.physical_id, in_doubt) {
                (Some(_), _) => Phase::Live,
                (None, true) => Phase::InDoubt,
                // Refused: nothing was made.
                (None, false) => Phase::Planned,
            };
            if failure.kind == FailureKind::Quota && record.phase == Phase::Planned {
                let concrete_type = record.concrete_type.clone();
                if run.can_make_room(&concrete_type) {
                    run.draft.state(&mut record, StackAction::Create, Status::Failed, &failure.to_string());
                    run.draft.record(&record);
                    return run.make_room(&concrete_type);
                }
            }
            run.failed(Some(record), failure)
        }
        Verb::Adopt => {
            record.phase = Phase::InDoubt;
            if let Work::Delete { .. } | Work::Retain { .. } = run.step.work {
                record.current &= run.deletes_all();
                record.delete_blocked_by = Some(failure.clone());
            }
            run.failed(Some(record), failure)
        }
        Verb::Update | Verb::Observe | Verb::Suspend | Verb::Resume | Verb::Snapshot | Verb::Signal => {
            if is_gone {
                return missing(run, record, failure);
            }
            run.failed(Some(record), failure)
        }
    }
}

/// An object that was counted on does not exist: it is planned for again if there is a definition to plan for.
fn missing(mut run: Run<'_>, mut record: Incarnation, failure: Failure) -> Output {
    if record.observed.as_ref().is_none_or(|seen| seen.exists != Some(false)) {
        record.observed = Some(Observation::gone(run.view.now));
    }
    if !run.can_replan() {
        return run.failed(Some(record), failure);
    }
    let action = record.action;
    run.draft.state(&mut record, action, Status::Failed, "the object does not exist any more");
    run.draft.record(&record);
    run.replan(StepStatus::Skipped)
}

/// A delete was refused or not answered: the object stays owned, with what is in the way.
fn not_deleted(run: Run<'_>, mut record: Incarnation, failure: Failure) -> Output {
    // A call before the refused one may have had its effect.
    let in_doubt = run.doubt || failure.kind == FailureKind::InDoubt;
    if run.deletes_first() {
        // The object keeps its slot: nothing has taken its place yet.
        record.phase = if in_doubt { Phase::InDoubt } else { Phase::Live };
    } else {
        record.phase = if in_doubt { Phase::Deleting } else { Phase::Doomed };
        record.current &= run.deletes_all();
    }
    record.delete_blocked_by = Some(failure.clone());
    run.failed(Some(record), failure)
}
