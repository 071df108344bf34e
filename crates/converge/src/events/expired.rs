//! The deadline of an operation has passed: nothing new starts, and what only waits ends. What runs is answered first.

use crate::draft::Draft;
use crate::events::wait;
use crate::stage::Stage;
use crate::{Output, View};
use model::failure::{Failure, FailureKind};
use model::goal::Status;
use model::incarnation::Phase;
use model::step::{StepRow, StepStatus};

pub(crate) fn on(view: &View<'_>, steps: &[StepRow]) -> Output {
    let mut draft = Draft::new(view);
    let failure = Failure::new(FailureKind::Timeout, "Timeout", "Timed out");
    for row in steps {
        let begun = row.stage.is_some();
        let ends = match row.status {
            StepStatus::Waiting => true,
            StepStatus::Ready => begun,
            StepStatus::Pending | StepStatus::Running | StepStatus::Done | StepStatus::Failed | StepStatus::Skipped => {
                false
            }
        };
        if !ends {
            continue;
        }
        let stage = row.stage.as_ref().and_then(Stage::read);
        let subject = stage.and_then(|stage| Some((view.records.get(stage.subject)?, stage)));
        if let Some((record, stage)) = subject
            && !wait::give_up(&mut draft, &stage, record)
        {
            let mut record = record.clone();
            let (action, reason) = (record.action, format!("{} aborted (Timed out)", record.action));
            draft.state(&mut record, action, Status::Failed, &reason);
            if record.phase == Phase::Deleting && !record.current {
                // Owned, without a slot, and perhaps still there: a leftover, which is tried again. The phase tells of the doubt.
                record.delete_blocked_by = Some(failure.clone());
            }
            draft.record(&record);
        }
        let ended = StepRow { status: StepStatus::Failed, owner: None, failure: Some(failure.clone()), ..row.clone() };
        draft.step(ended, Vec::new());
    }
    let mut operation = view.operation.clone();
    operation.halting = true;
    operation.failure = operation.failure.or(Some((String::new(), failure)));
    // It is looked at once: from here on it ends when nothing runs any more.
    operation.deadline = None;
    draft.operation(operation);
    draft.finish()
}
