//! Works that give an object its slot, or change it there.

use crate::run::Run;
use crate::{Output, Wanted, is_holder, text, verb};
use catalog::{as_seen, differ};
use model::IncarnationId;
use model::failure::{Failure, FailureKind};
use model::goal::{Class, Goal, StackAction, Status};
use model::incarnation::{Incarnation, Phase};
use model::step::StepStatus;
use model::value::Value;
use resource::{Difference, ResourceType, Shape, Verb};

type Asked = Option<Result<Wanted, Failure>>;

/// Makes an object, unless the old one will do after all.
pub(crate) fn create(run: Run<'_>, id: IncarnationId, instead_of: Option<IncarnationId>, asked: Asked) -> Output {
    let Some(record) = run.record(id) else {
        return run.lost("the record of a new object");
    };
    if record.phase == Phase::Gone {
        return ended_meanwhile(run, record);
    }
    let wanted = match asked {
        Some(Ok(wanted)) => wanted,
        Some(Err(failure)) => return refuse(run, record, StackAction::Create, failure),
        None => return run.lost("the definition of a new object"),
    };
    let by_word = record.external || matches!(run.view.operation.goal, Goal::Adopt);
    if record.physical_id.is_some() && !by_word {
        // Its object is known by now: a late answer has told since this was planned.
        return bring(run, record, wanted);
    }
    let old = instead_of.and_then(|old| run.record(old));
    if let Some(old) = old
        && old.can_serve(&wanted.concrete_type)
        && let Some(kind) = run.view.catalog.get(&old.concrete_type)
    {
        match differ(kind, &old, &wanted.properties).0 {
            Difference::None | Difference::Update | Difference::Disrupt => return keep_old(run, record, old, wanted),
            Difference::Replace(_) => {}
            Difference::Refuse(property) => {
                let failure = immutable(&property);
                return refuse(run, record, StackAction::Create, failure);
            }
        }
    }
    make(run, record, wanted)
}

/// The old object keeps its slot, and the record of the new one ends.
fn keep_old(mut run: Run<'_>, mut record: Incarnation, old: Incarnation, wanted: Wanted) -> Output {
    record.phase = Phase::Gone;
    record.current = false;
    run.draft.record(&record);
    take_back(run, old, wanted)
}

fn make(mut run: Run<'_>, mut record: Incarnation, wanted: Wanted) -> Output {
    let interrupted = matches!(record.phase, Phase::Creating | Phase::InDoubt);
    let rest = describe(&mut record, wanted);
    take_slot(&mut run, &mut record, None);
    if interrupted {
        as_made(&mut record);
    }
    record.attempted = Some(rest);
    record.phase = Phase::Creating;
    let adopting = matches!(run.view.operation.goal, Goal::Adopt);
    let action = if adopting { StackAction::Adopt } else { StackAction::Create };
    run.draft.state(&mut record, action, Status::InProgress, text::CHANGED);
    if record.external || (adopting && record.physical_id.is_some()) {
        return take_over(run, record);
    }
    let verb = if interrupted { Verb::Adopt } else { Verb::Create };
    verb::start(run, record, verb)
}

/// An object that exists by somebody's word.
fn take_over(mut run: Run<'_>, mut record: Incarnation) -> Output {
    record.applied = record.attempted.take().unwrap_or_default();
    record.phase = Phase::Live;
    let action = record.action;
    run.draft.state(&mut record, action, Status::Complete, text::CHANGED);
    run.draft.record(&record);
    run.done()
}

/// Changes an object in place.
pub(crate) fn update(run: Run<'_>, id: IncarnationId, asked: Asked) -> Output {
    let Some(record) = run.record(id) else {
        return run.lost("the record of an object");
    };
    match asked {
        _ if record.phase == Phase::Gone => ended_meanwhile(run, record),
        Some(Ok(wanted)) => bring(run, record, wanted),
        Some(Err(failure)) => refuse(run, record, StackAction::Update, failure),
        None => run.lost("the definition of an object"),
    }
}

/// Records only.
pub(crate) fn rebind(mut run: Run<'_>, id: IncarnationId, supersedes: Option<IncarnationId>, asked: Asked) -> Output {
    let Some(mut record) = run.record(id) else {
        return run.lost("the record of an object");
    };
    if record.phase == Phase::Gone {
        return ended_meanwhile(run, record);
    }
    let doubtful = is_doubtful(&record);
    let observable = !record.external && !is_holder(run.view.catalog, &record);
    if observable {
        // Of what failed changes touched, what was seen counts.
        record = as_seen(&record, false).map_or(record, |seen| seen.record);
        as_made(&mut record);
    }
    take_slot(&mut run, &mut record, supersedes);
    if let Some(Ok(wanted)) = asked {
        describe(&mut record, wanted);
    }
    if doubtful && observable && record.physical_id.is_none() {
        record.attempted = Some(record.applied.clone());
        return look(run, record, Verb::Adopt);
    }
    if observable && is_half_changed(&run, &record) {
        // It was as wanted when this was planned, and a late answer has told otherwise since.
        let properties = record.applied.clone();
        return change(run, record, properties);
    }
    if observable {
        record.attempted = None;
        record.doubts.clear();
    }
    if doubtful && observable {
        return look(run, record, Verb::Observe);
    }
    if is_holder(run.view.catalog, &record) {
        return hold(run, record);
    }
    clear(&mut run, &mut record);
    run.draft.record(&record);
    run.done()
}

/// A holder has its slot. Whether its stack is as wanted is not decided here: if it is not, the stack is begun and ended after this.
fn hold(mut run: Run<'_>, record: Incarnation) -> Output {
    run.draft.record(&record);
    run.done()
}

/// Whether an object has to be looked at before it is counted on: a call about its existence was not answered, or nobody cared for it.
fn is_doubtful(record: &Incarnation) -> bool {
    match record.phase {
        Phase::Creating | Phase::InDoubt | Phase::Deleting | Phase::Retained => true,
        Phase::Planned | Phase::Live | Phase::Superseded | Phase::Doomed | Phase::Gone => false,
    }
}

/// Looks at an object, or for it.
fn look(mut run: Run<'_>, mut record: Incarnation, verb: Verb) -> Output {
    let action = if record.action == StackAction::Delete { StackAction::Update } else { record.action };
    run.draft.state(&mut record, action, Status::InProgress, text::CHANGED);
    verb::start(run, record, verb)
}

/// Whether the object may have a part of a failed change that it is not recorded to have.
fn is_half_changed(run: &Run<'_>, record: &Incarnation) -> bool {
    let kind = run.view.catalog.get(&record.concrete_type);
    kind.is_some_and(|kind| differ(kind, record, &record.applied).0 != Difference::None)
}

/// An object whose create did not end has what the create asked for, if it exists. Looking for it has changed nothing, whatever it was
/// looked for with, so what the create asked for stays until the object is known.
fn as_made(record: &mut Incarnation) {
    if record.applied.is_null() {
        record.applied = record.attempted.take().unwrap_or_default();
    }
}

/// A superseded object gets its slot back, and its claims.
pub(crate) fn restore(mut run: Run<'_>, id: IncarnationId, supersedes: Option<IncarnationId>, asked: Asked) -> Output {
    let Some(mut record) = run.record(id) else {
        return run.lost("the record of an object");
    };
    if record.phase == Phase::Gone {
        return ended_meanwhile(run, record);
    }
    let wanted = match asked {
        Some(Ok(wanted)) => wanted,
        Some(Err(failure)) => return refuse(run, record, StackAction::Update, failure),
        None => return run.lost("the definition of an object"),
    };
    take_slot(&mut run, &mut record, supersedes);
    take_back(run, record, wanted)
}

/// Gives an object back what was handed over, and brings it to what is wanted.
fn take_back(run: Run<'_>, mut record: Incarnation, wanted: Wanted) -> Output {
    let told = gives_up(&run, &record);
    let given_back = std::mem::take(&mut record.handed_over);
    record.claims.extend(given_back);
    if told && is_as(&run, &record, &wanted) {
        // Nothing differs but what it gave up.
        let properties = describe(&mut record, wanted);
        return change(run, record, properties);
    }
    bring(run, record, wanted)
}

/// Whether an object that is known well has the wanted properties.
fn is_as(run: &Run<'_>, record: &Incarnation, wanted: &Wanted) -> bool {
    let kind = run.view.catalog.get(&record.concrete_type);
    let same = kind.is_some_and(|kind| differ(kind, record, &wanted.properties).0 == Difference::None);
    same && record.phase == Phase::Live && !record.external && !record.applied.is_null()
}

/// Brings an object that has its slot to what is wanted, if it differs.
fn bring(mut run: Run<'_>, mut record: Incarnation, wanted: Wanted) -> Output {
    let kind = run.view.catalog.get(&record.concrete_type);
    // A create that never ended left what it tried, in part or as a whole.
    let never_ended = record.applied.is_null() && record.attempted.is_some() && record.physical_id.is_some();
    let creating = matches!(record.phase, Phase::Creating | Phase::InDoubt);
    let unfinished = creating && (record.physical_id.is_none() || never_ended);
    as_made(&mut record);
    if run.view.operation.options.reverts_drift()
        && let Some(seen) = as_seen(&record, true)
    {
        // What others changed is put back: the object has what was seen.
        record = seen.record;
    }
    let mut difference = kind.map_or(Difference::None, |kind| differ(kind, &record, &wanted.properties).0);
    if never_ended && difference == Difference::None && kind.is_some_and(has_flow) {
        difference = Difference::Update;
    }
    let doubtful = is_doubtful(&record);
    let properties = describe(&mut record, wanted);
    take_slot(&mut run, &mut record, None);
    if is_holder(run.view.catalog, &record) {
        return hold(run, record);
    }
    if record.external {
        record.applied = properties;
        clear(&mut run, &mut record);
        run.draft.record(&record);
        return run.done();
    }
    if unfinished {
        record.attempted = Some(properties);
        run.draft.state(&mut record, StackAction::Update, Status::InProgress, text::CHANGED);
        return verb::start(run, record, Verb::Adopt);
    }
    match difference {
        Difference::None if doubtful => {
            record.applied = properties;
            record.attempted = None;
            record.doubts.clear();
            run.draft.state(&mut record, StackAction::Update, Status::InProgress, text::CHANGED);
            verb::start(run, record, Verb::Observe)
        }
        Difference::None => {
            record.applied = properties;
            record.attempted = None;
            record.doubts.clear();
            clear(&mut run, &mut record);
            run.draft.record(&record);
            run.done()
        }
        Difference::Update => change(run, record, properties),
        Difference::Disrupt if run.step.bound >= Class::Disruptive => change(run, record, properties),
        Difference::Disrupt => {
            refuse(run, record, StackAction::Update, exceeds("the change interrupts it, and the plan showed none"))
        }
        Difference::Replace(property) => {
            let message = format!("a change of {property} needs another object, and the plan showed none");
            refuse(run, record, StackAction::Update, exceeds(&message))
        }
        Difference::Refuse(property) => refuse(run, record, StackAction::Update, immutable(&property)),
    }
}

fn has_flow(kind: &ResourceType) -> bool {
    match kind.shape {
        Shape::Flow(_) => true,
        Shape::Nested(_) | Shape::Placeholder(_) => false,
    }
}

fn change(mut run: Run<'_>, mut record: Incarnation, properties: Value) -> Output {
    if let Some(earlier) = record.attempted.replace(properties) {
        doubt(&mut record, earlier);
    }
    run.draft.state(&mut record, StackAction::Update, Status::InProgress, text::CHANGED);
    verb::start(run, record, Verb::Update)
}

/// What an object may have beside what is recorded is not forgotten when the next change begins.
pub(crate) fn doubt(record: &mut Incarnation, earlier: Value) {
    let mut known = std::iter::once(&record.applied).chain(&record.attempted).chain(&record.doubts);
    if !known.any(|known| known.same(&earlier)) {
        record.doubts.push(earlier);
    }
}

/// Takes claims away from an object, so that another can have them.
pub(crate) fn release(mut run: Run<'_>, id: IncarnationId) -> Output {
    let Some(mut record) = run.record(id) else {
        return run.lost("the record of an object");
    };
    let (free, kept): (Vec<_>, Vec<_>) = record.claims.drain(..).partition(|claim| claim.releasable);
    record.handed_over.extend(free);
    record.claims = kept;
    if record.may_exist() && gives_up(&run, &record) {
        // From here on it may have given them up, whatever the answer is.
        run.draft.state(&mut record, StackAction::Update, Status::InProgress, text::CHANGED);
        return verb::start(run, record, Verb::Update);
    }
    run.draft.record(&record);
    run.done()
}

/// Whether an object has claims handed over that its cloud has to be told about.
fn gives_up(run: &Run<'_>, record: &Incarnation) -> bool {
    let kind = run.view.catalog.get(&record.concrete_type);
    let told = kind.is_some_and(|kind| kind.rollback.release.is_some());
    told && !record.handed_over.is_empty() && record.physical_id.is_some()
}

/// Lets an object go without touching it. One in doubt is looked for first, so that it is known what was let go.
pub(crate) fn retain(run: Run<'_>, id: IncarnationId) -> Output {
    let Some(record) = run.record(id) else {
        return run.lost("the record of an object");
    };
    if !record.may_exist() {
        return run.done();
    }
    if run.is_wanted(&record) {
        return run.skipped();
    }
    let unseen = matches!(record.phase, Phase::Creating | Phase::InDoubt) && record.physical_id.is_none();
    if unseen && !record.external && !is_holder(run.view.catalog, &record) {
        return verb::start(run, record, Verb::Adopt);
    }
    let_go(run, record)
}

/// The object is not managed any more.
pub(crate) fn let_go(mut run: Run<'_>, mut record: Incarnation) -> Output {
    record.phase = Phase::Retained;
    record.current = false;
    record.delete_blocked_by = None;
    run.draft.state(&mut record, StackAction::Delete, Status::Complete, text::CHANGED);
    run.draft.record(&record);
    run.done()
}

/// Gives a record the slot of its step. The record that had it is superseded.
pub(crate) fn take_slot(run: &mut Run<'_>, record: &mut Incarnation, supersedes: Option<IncarnationId>) {
    let path = run.path(record);
    if record.path != path {
        record.path = path;
    }
    let holder = supersedes.and_then(|id| run.record(id)).or_else(|| run.view.records.current(&record.path).cloned());
    if let Some(mut old) = holder
        && old.id != record.id
        && old.current
        && old.path == record.path
    {
        old.current = false;
        if old.phase == Phase::Live {
            old.phase = Phase::Superseded;
        }
        run.draft.record(&old);
    }
    record.current = true;
    record.delete_blocked_by = None;
    match record.phase {
        Phase::Superseded | Phase::Doomed | Phase::Retained => record.phase = Phase::Live,
        // Whether the delete had its effect is not known until somebody looks.
        Phase::Deleting => record.phase = Phase::InDoubt,
        Phase::Planned | Phase::Creating | Phase::Live | Phase::InDoubt | Phase::Gone => {}
    }
}

/// What the definition says beside the properties is recorded; gives the properties.
pub(crate) fn describe(record: &mut Incarnation, wanted: Wanted) -> Value {
    record.metadata = wanted.metadata;
    record.requires = wanted.requires;
    record.deletion_policy = wanted.deletion_policy;
    record.type_name = wanted.type_name;
    wanted.properties
}

/// Clears a failure, and a state that a change left which is not wanted any more.
fn clear(run: &mut Run<'_>, record: &mut Incarnation) {
    let action = match record.action {
        StackAction::Init | StackAction::Delete => StackAction::Update,
        other => other,
    };
    if record.status != Status::Complete || record.action != action {
        let reason = if record.status == Status::Failed { text::CLEARED } else { text::CHANGED };
        run.draft.state(record, action, Status::Complete, reason);
    }
    if matches!(record.phase, Phase::InDoubt | Phase::Creating) && record.physical_id.is_some() {
        record.phase = Phase::Live;
    }
}

/// A late answer told that the object is gone, since this was planned: the rest is planned again.
pub(crate) fn ended_meanwhile(run: Run<'_>, record: Incarnation) -> Output {
    if run.can_replan() {
        return run.replan(StepStatus::Skipped);
    }
    let message = format!("the object of {} is gone", record.path);
    run.failed(None, Failure::new(FailureKind::Gone, "Error", message))
}

fn refuse(mut run: Run<'_>, mut record: Incarnation, action: StackAction, failure: Failure) -> Output {
    run.draft.state(&mut record, action, Status::InProgress, text::CHANGED);
    run.failed(Some(record), failure)
}

fn exceeds(message: &str) -> Failure {
    Failure::new(FailureKind::ExceedsPlan, "ExceedsPlan", message)
}

fn immutable(property: &str) -> Failure {
    let message = format!("Update to property {property} is not allowed");
    Failure::new(FailureKind::Invalid, "NotSupported", message)
}
