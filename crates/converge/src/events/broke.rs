//! Deciding about a step failed inside. The step fails like any other, so that nothing is wedged.

use crate::run::Run;
use crate::{Output, View};
use model::failure::Failure;
use model::plan::Step;
use model::step::StepRow;
use model::value::Value;

pub(crate) fn on(view: &View<'_>, step: &Step, row: &StepRow, failure: Failure) -> Output {
    let run = Run::new(view, step, row, &Value::Null, [0; 32]);
    let record = step.work.incarnation().and_then(|id| run.record(id));
    run.failed(record, failure)
}
