//! Planning itself: facts in, plan out, and the plans that a dry run keeps.
//!
//! A kept plan is carried out "exactly as shown" by planning again with the same source of identifiers, which the plan's own id seeds:
//! if anything that matters has changed, the result is another one, and the plan is stale.

use super::denied::Denied;
use super::facts::{Facts, Wanted};
use crate::context::Context;
use model::goal::{Class, Goal, Options};
use model::incarnation::Incarnation;
use model::plan::Plan;
use model::{IdSource, OperationId, PlanId, SeededIds};
use plan::{PlanInput, Planned, Target};
use std::sync::PoisonError;

/// What a plan is made for.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'a> {
    /// The goal.
    pub(crate) goal: &'a Goal,
    /// What the requester chose.
    pub(crate) options: &'a Options,
    /// The worst class without consent; `None` for the goal's default.
    pub(crate) limit: Option<Class>,
    /// The operation that will carry it out.
    pub(crate) operation: OperationId,
    /// The epoch that it will have.
    pub(crate) epoch: u64,
    /// The revision that it will try to reach.
    pub(crate) revision: Option<u32>,
}

/// Plans with fresh identifiers.
pub(crate) fn draw(ctx: &Context, facts: &Facts, wanted: &mut Wanted, draft: &Draft<'_>) -> Result<Planned, Denied> {
    let mut ids = ctx.ids.lock().unwrap_or_else(PoisonError::into_inner);
    with_ids(ctx, facts, wanted, draft, ids.as_mut())
}

/// Plans so that the same plan can be made again from its id.
pub(crate) fn repeatable(
    ctx: &Context,
    facts: &Facts,
    wanted: &mut Wanted,
    draft: &Draft<'_>,
    id: PlanId,
) -> Result<Planned, Denied> {
    let (high, low) = id.0.as_u64_pair();
    let mut planned = with_ids(ctx, facts, wanted, draft, &mut SeededIds::new(high ^ low))?;
    planned.plan.id = id;
    Ok(planned)
}

fn with_ids(
    ctx: &Context,
    facts: &Facts,
    wanted: &mut Wanted,
    draft: &Draft<'_>,
    ids: &mut dyn IdSource,
) -> Result<Planned, Denied> {
    let adopt = wanted.submission.as_ref().map(|(_, submission)| &submission.adopt);
    let mut planned = plan::plan(PlanInput {
        goal: draft.goal,
        options: draft.options,
        stack: &facts.stack,
        catalog: ctx.catalog,
        tree: wanted.tree.as_mut(),
        marks: wanted.marks.as_ref(),
        target: wanted.target.as_ref().map(|(revision, bindings)| Target { revision: *revision, bindings }),
        head: wanted.head.as_deref(),
        records: &facts.records,
        adopt: adopt.filter(|_| *draft.goal == Goal::Adopt),
        limit: draft.limit,
        operation: draft.operation,
        epoch: draft.epoch,
        revision: draft.revision,
        ids,
        now: facts.now,
    })?;
    for entry in planned.plan.resources.iter_mut().filter(|entry| facts.unseen.contains(&entry.incarnation)) {
        entry.notes.push("was to be looked at, and could not be in time".to_owned());
    }
    Ok(planned)
}

/// Whether a kept plan may still be carried out: nothing that it was made against has changed.
pub(crate) fn check_basis(kept: &Plan, facts: &Facts) -> Result<(), Denied> {
    if kept.stack != facts.stack.id {
        return Err(Denied::NoPlan);
    }
    let seen = |record: &Incarnation| kept.basis.generations.get(&record.id);
    let moved = facts.records.iter().find(|record| seen(record).is_some_and(|seen| *seen != record.generation));
    match moved {
        Some(record) => Err(Denied::Stale(format!("{} has changed since", record.path))),
        None => Ok(()),
    }
}

/// Whether a plan made again is the one that was shown.
pub(crate) fn check_same(kept: &Plan, again: &Plan) -> Result<(), Denied> {
    if kept.basis.epoch != again.basis.epoch {
        return Err(Denied::Stale("another operation was accepted since".to_owned()));
    }
    if kept.goal == again.goal && kept.resources == again.resources && kept.steps == again.steps {
        return Ok(());
    }
    Err(Denied::Stale("the same request would lead to another plan now".to_owned()))
}
