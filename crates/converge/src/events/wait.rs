//! Steps that only wait: for a time between two batches, or at a hook until a signal clears it.
//!
//! Whoever clears a hook writes so into the step's row; the step looks there now and then, in case that the hint is lost.

use crate::draft::Draft;
use crate::run::Run;
use crate::stage::{Awaits, Stage};
use crate::{Output, text};
use model::IncarnationId;
use model::Timestamp;
use model::hook::Hook;
use model::incarnation::{Incarnation, Phase};
use model::step::{StepRow, StepStatus};
use resource::Verb;
use std::time::Duration;

/// How often a step at a hook looks whether it was cleared.
const LOOK: Duration = Duration::from_secs(5);

/// Lets time pass.
pub(crate) fn pause(run: Run<'_>, group: IncarnationId, millis: u64) -> Output {
    if millis == 0 {
        return run.done();
    }
    let stage = Stage::new(Verb::Update, group, Awaits::Pause, serde_json::Value::Null);
    wait(run, &stage, Duration::from_millis(millis))
}

/// Stops at a hook.
pub(crate) fn hook(mut run: Run<'_>, id: IncarnationId, hook: Hook) -> Output {
    let Some(record) = run.record(id) else {
        return run.lost("the record of an object");
    };
    if hook != Hook::PostDelete && matches!(record.phase, Phase::Gone | Phase::Retained) {
        // There is nothing left to stop for.
        return run.skipped();
    }
    run.draft.tell(&record, &text::paused(hook));
    stop(run, &record, hook)
}

fn stop(run: Run<'_>, record: &Incarnation, hook: Hook) -> Output {
    let verb = match hook {
        Hook::PreCreate | Hook::PostCreate => Verb::Create,
        Hook::PreUpdate | Hook::PostUpdate => Verb::Update,
        Hook::PreDelete | Hook::PostDelete => Verb::Delete,
    };
    let awaits = Awaits::Hook { hook, cleared: false };
    wait(run, &Stage::new(verb, record.id, awaits, serde_json::Value::Null), LOOK)
}

/// Looks whether a hook was cleared. An operation in which nothing may start any more is not held up by it.
pub(crate) fn at_hook(mut run: Run<'_>, record: &Incarnation, hook: Hook, cleared: bool) -> Output {
    if cleared {
        return run.done();
    }
    if run.view.operation.halting {
        run.draft.tell(record, text::NOT_CLEARED);
        return run.skipped();
    }
    stop(run, record, hook)
}

fn wait(mut run: Run<'_>, stage: &Stage, after: Duration) -> Output {
    run.row.stage = Some(stage.json());
    run.row.status = StepStatus::Waiting;
    run.row.ready_at = run.view.now.after(after);
    run.row.owner = None;
    run.draft.step(run.row, Vec::new());
    run.draft.finish()
}

/// Tells that a wait at a hook is given up; `false` if the row is about something else.
pub(crate) fn give_up(draft: &mut Draft<'_>, stage: &Stage, record: &Incarnation) -> bool {
    if let Awaits::Hook { cleared: false, .. } = stage.awaits {
        draft.tell(record, text::NOT_CLEARED);
    }
    matches!(stage.awaits, Awaits::Hook { .. })
}

/// The hook that a step waits at, and the object that it waits with.
pub fn waiting_hook(row: &StepRow) -> Option<(IncarnationId, Hook)> {
    let stage = row.stage.as_ref().and_then(Stage::read)?;
    match (stage.awaits, row.status) {
        (Awaits::Hook { hook, cleared: false }, StepStatus::Waiting | StepStatus::Ready | StepStatus::Running) => {
            Some((stage.subject, hook))
        }
        _ => None,
    }
}

/// The row of a step that waits at a hook, when that is cleared: it can go on at once. `None` while an engine looks at it.
pub fn clear_hook(row: &StepRow, now: Timestamp) -> Option<StepRow> {
    let mut stage = row.stage.as_ref().and_then(Stage::read)?;
    match (&mut stage.awaits, row.status) {
        (Awaits::Hook { cleared, .. }, StepStatus::Waiting | StepStatus::Ready) => *cleared = true,
        _ => return None,
    }
    Some(StepRow { status: StepStatus::Ready, ready_at: now, stage: Some(stage.json()), ..row.clone() })
}
