//! A step was claimed: it begins, or goes on where its row says that it stood.

use crate::events::{accept, commit, end, finish, nested, restrict, slot, wait};
use crate::run::Run;
use crate::stage::{Awaits, Stage};
use crate::{Claimed, Output, View, verb};
use model::failure::{Failure, FailureKind};
use model::incarnation::Phase;
use model::plan::Work;
use resource::Answer;

pub(crate) fn on(view: &View<'_>, claimed: Claimed<'_>) -> Output {
    let Claimed { step, row, wanted, identity, nested, revision, tree, snapshot, entropy } = claimed;
    let run = Run::new(view, step, row, &identity, entropy);
    if let Some(stage) = row.stage.as_ref() {
        return match Stage::read(stage) {
            Some(stage) => go_on(run, stage),
            None => run.lost("a stage that can be read"),
        };
    }
    if view.operation.halting {
        return run.held_back();
    }
    let wanted = wanted.map(|asked| asked.map(|wanted| accept::as_it_is(&run, wanted)));
    if let Some(Ok(wanted)) = &wanted
        && let Some((record, restriction)) = restrict::forbidden(&run, wanted)
    {
        return restrict::refuse(run, &record, restriction);
    }
    match &step.work {
        Work::Create { incarnation, instead_of, .. } => slot::create(run, *incarnation, *instead_of, wanted),
        Work::Update { incarnation } => slot::update(run, *incarnation, wanted),
        Work::Rebind { incarnation, supersedes } => slot::rebind(run, *incarnation, *supersedes, wanted),
        Work::Restore { incarnation, supersedes } => slot::restore(run, *incarnation, *supersedes, wanted),
        Work::Release { incarnation } => slot::release(run, *incarnation),
        Work::Retain { incarnation } => slot::retain(run, *incarnation),
        Work::Check { incarnation }
        | Work::Suspend { incarnation }
        | Work::Resume { incarnation }
        | Work::Snapshot { incarnation } => end::act(run, *incarnation),
        Work::Delete { incarnation } => end::delete(run, *incarnation, nested),
        Work::Open { incarnation } => nested::open(run, *incarnation, nested, wanted),
        Work::Close { incarnation } => nested::close(run, *incarnation, nested),
        Work::Pause { incarnation, millis } => wait::pause(run, *incarnation, *millis),
        Work::Hook { incarnation, hook } => wait::hook(run, *incarnation, *hook),
        Work::Replan => finish::replan(run),
        Work::Commit => commit::commit(run, revision, &tree),
        Work::Finish => finish::finish(run, &tree, snapshot),
    }
}

fn go_on(run: Run<'_>, stage: Stage) -> Output {
    let Some(record) = run.record(stage.subject) else {
        return run.lost("the record of a step");
    };
    if record.phase == Phase::Gone && !stage.awaits.is_of_step() {
        // A late answer has told so since.
        return match run.step.work {
            Work::Delete { .. } | Work::Retain { .. } => run.done(),
            _ => slot::ended_meanwhile(run, record),
        };
    }
    match stage.awaits.clone() {
        Awaits::Time => verb::go_on(run, record, &stage, Answer::Elapsed),
        Awaits::Again { request } => verb::call_again(run, &record, stage, request),
        Awaits::Pause => run.done(),
        Awaits::Hook { hook, cleared } => wait::at_hook(run, &record, hook, cleared),
        // The call may have been made, and nobody saw the answer.
        Awaits::Call => {
            let message = "the engine ended before the answer came";
            let failure = Failure::new(FailureKind::InDoubt, "EngineDied", message);
            verb::go_on(run, record, &stage, Answer::Replied(Err(failure)))
        }
    }
}
