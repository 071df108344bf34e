//! What the environment forbids to do to a resource, seen when all values are known: the step fails, and the object stays as it is.

use crate::run::Run;
use crate::{Output, Wanted, text};
use catalog::differ;
use model::failure::{Failure, FailureKind};
use model::goal::{StackAction, Status};
use model::hook::Restriction;
use model::incarnation::Incarnation;
use model::plan::Work;
use resource::Difference;

/// The object that a step would change or replace although that is forbidden, and what is.
pub(crate) fn forbidden(run: &Run<'_>, wanted: &Wanted) -> Option<(Incarnation, Restriction)> {
    if wanted.restricted.is_empty() {
        return None;
    }
    let object = match run.step.work {
        Work::Update { incarnation } | Work::Restore { incarnation, .. } => Some(incarnation),
        Work::Create { instead_of, .. } => instead_of,
        _ => None,
    };
    let record = run.record(object?).filter(|record| record.can_serve(&wanted.concrete_type))?;
    let kind = run.view.catalog.get(&record.concrete_type)?;
    let needed = match differ(kind, &record, &wanted.properties).0 {
        Difference::None | Difference::Refuse(_) => return None,
        Difference::Update | Difference::Disrupt => Restriction::Update,
        Difference::Replace(_) => Restriction::Replace,
    };
    wanted.restricted.contains(&needed).then_some((record, needed))
}

/// The step fails; as in Heat the event says so, and the object's own status stays.
pub(crate) fn refuse(mut run: Run<'_>, record: &Incarnation, restriction: Restriction) -> Output {
    let message = text::restricted(restriction);
    let told = Incarnation { action: StackAction::Update, status: Status::Failed, ..record.clone() };
    run.draft.tell(&told, &message);
    run.failed(None, Failure::new(FailureKind::Invalid, "ResourceActionRestricted", message))
}
