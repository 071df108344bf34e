//! Calls of an operation that was overtaken are not waited for any longer: what they may have made is in doubt, and their steps end.

use crate::draft::Draft;
use crate::events::wait;
use crate::stage::Stage;
use crate::{Output, View, is_open};
use model::incarnation::Phase;
use model::step::{StepRow, StepStatus};

pub(crate) fn on(view: &View<'_>, steps: &[StepRow]) -> Output {
    let mut draft = Draft::new(view);
    for row in steps {
        if !is_open(row) {
            continue;
        }
        let stage = row.stage.as_ref().and_then(Stage::read);
        let subject = stage.and_then(|stage| Some((view.records.get(stage.subject)?, stage)));
        if let Some((record, stage)) = subject
            && !wait::give_up(&mut draft, &stage, record)
            && record.phase == Phase::Creating
            && record.physical_id.is_none()
        {
            let mut record = record.clone();
            record.phase = Phase::InDoubt;
            draft.record(&record);
        }
        draft.step(StepRow { status: StepStatus::Skipped, owner: None, ..row.clone() }, Vec::new());
    }
    draft.finish()
}
