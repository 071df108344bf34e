//! Acceptance: everything is validated and planned first, then one commit stores all of it, or nothing.

use super::denied::Denied;
use super::draft::{self, Draft};
use super::facts::{Facts, Wanted};
use super::observe;
use super::writes;
use crate::context::Context;
use model::goal::{Goal, Options};
use model::incarnation::Incarnation;
use model::operation::{Operation, OperationPhase};
use model::plan::Plan;
use model::revision::Source;
use model::stack::Stack;
use model::submission::Submission;
use model::{OperationId, PlanId};
use plan::Planned;
use std::sync::Arc;
use std::time::Duration;
use store::{Fence, Write};

/// What is to be accepted.
#[derive(Clone, Debug)]
pub(crate) struct Accept {
    /// The goal.
    pub(crate) goal: Goal,
    /// What the requester chose.
    pub(crate) options: Options,
    /// What was sent, for goals that bring a definition.
    pub(crate) submission: Option<Arc<Submission>>,
    /// Who asks.
    pub(crate) requester: String,
    /// The client's name for the request.
    pub(crate) client_token: Option<String>,
    /// Why.
    pub(crate) message: Option<String>,
    /// Where the definition came from.
    pub(crate) source: Option<Source>,
    /// Minutes until the operation fails; the stack's if `None`.
    pub(crate) timeout_mins: Option<u32>,
    /// Whether a failure starts a rollback.
    pub(crate) rollback_on_failure: bool,
    /// Carry out exactly this kept plan.
    pub(crate) plan: Option<PlanId>,
    /// What is stored with it beside.
    pub(crate) beside: Vec<Write>,
    /// What happens if the plan needs consent.
    pub(crate) without_consent: WithoutConsent,
    /// How long looks at objects are waited for.
    pub(crate) patience: Duration,
}

/// What happens if a plan needs more consent than there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WithoutConsent {
    /// Nothing is accepted: the requester is there to be asked.
    Refuse,
    /// The operation is stored, waiting for consent, and the stack has failed: nobody is there to be asked.
    Park,
}

impl Accept {
    /// An acceptance with defaults.
    pub(crate) fn new(goal: Goal, requester: &str) -> Self {
        Self {
            goal,
            options: Options::default(),
            submission: None,
            requester: requester.to_owned(),
            client_token: None,
            message: None,
            source: None,
            timeout_mins: None,
            rollback_on_failure: false,
            plan: None,
            beside: Vec::new(),
            without_consent: WithoutConsent::Refuse,
            patience: Duration::ZERO,
        }
    }
}

/// What was accepted.
#[derive(Clone, Debug)]
pub(crate) struct Accepted {
    /// The root stack as it is now.
    pub(crate) stack: Stack,
    /// The operation.
    pub(crate) operation: Operation,
    /// Its plan, unless it waits for the operation before.
    pub(crate) plan: Option<Arc<Plan>>,
}

/// Accepts an operation on `stack`, a root exactly as it was read (for a create: as it shall be, with version 0). One try: if the stack
/// has changed since, the error is [`store::Error::Fenced`], and the caller reads, judges and tries again.
pub(crate) async fn accept(ctx: &Context, stack: Stack, wish: &Accept) -> Result<Accepted, Denied> {
    let mut facts = Facts::gather(ctx, stack).await?;
    let mut wanted = Wanted::resolve(ctx, &facts, &wish.goal, wish.submission.as_ref()).await?;
    let (unplanned, seen) = look(ctx, &mut facts, wish).await?;
    let revision = makes_revision(&wish.goal).then(|| facts.next_number());
    let draft = Draft {
        goal: &wish.goal,
        options: &wish.options,
        limit: None,
        operation: ctx.draw(OperationId::draw),
        epoch: facts.stack.epoch.saturating_add(1),
        revision,
    };
    let planned = planned(ctx, &facts, &mut wanted, &draft, wish).await?;
    let observing = unplanned == Some(OperationPhase::Observing);
    let parked = !observing && !planned.plan.needs_consent.is_empty();
    if parked && wish.without_consent == WithoutConsent::Refuse {
        return Err(Denied::Consent(Arc::new(planned.plan)));
    }
    let entry = writes::Entry { facts: &facts, wanted: &wanted, wish, draft: &draft, planned, unplanned, parked };
    let (accepted, mut list) = entry.writes(ctx);
    list.extend(seen.into_iter().map(|record| Write::Incarnation(Box::new(record))));
    let fence = if facts.stack.version == 0 {
        Fence::None
    } else {
        Fence::Stack { stack: facts.stack.id, version: facts.stack.version }
    };
    ctx.store.commit(fence, list).await?;
    (ctx.wake)();
    Ok(accepted)
}

/// Looks at the objects that there is doubt about. Gives the phase in which an engine plans, if the plan that can be made now is only a
/// judgement, and the records with what was seen. While an older operation is under way its records move, so the engine looks when that
/// has stopped. A plan that was shown is carried out as it was shown, or not at all.
async fn look(
    ctx: &Context,
    facts: &mut Facts,
    wish: &Accept,
) -> Result<(Option<OperationPhase>, Vec<Incarnation>), Denied> {
    if let Some(id) = wish.plan {
        let kept = ctx.store.plan(id).await?.ok_or(Denied::NoPlan)?;
        draft::check_basis(&kept, facts)?;
    }
    if facts.active().is_some() {
        return Ok((Some(OperationPhase::Quiescing), Vec::new()));
    }
    let seen = observe::within(ctx, facts, (&wish.goal, &wish.options), wish.patience).await;
    // As they are when they are stored.
    facts.replace(seen.iter().map(|r| Incarnation { generation: r.generation.saturating_add(1), ..r.clone() }));
    let left = wish.plan.is_none() && !facts.unseen.is_empty();
    Ok((left.then_some(OperationPhase::Observing), seen))
}

/// The plan: a new one, or a kept one made again.
async fn planned(
    ctx: &Context,
    facts: &Facts,
    wanted: &mut Wanted,
    draft: &Draft<'_>,
    wish: &Accept,
) -> Result<Planned, Denied> {
    let Some(id) = wish.plan else {
        return draft::draw(ctx, facts, wanted, draft);
    };
    let kept = ctx.store.plan(id).await?.ok_or(Denied::NoPlan)?;
    let mut again = draft::repeatable(ctx, facts, wanted, draft, id)?;
    draft::check_same(&kept, &again.plan)?;
    // Plans are immutable: the one that is carried out is kept beside the one that was shown, with its own id.
    again.plan.id = ctx.draw(PlanId::draw);
    Ok(again)
}

/// A plan that is not carried out.
#[derive(Debug)]
pub(crate) struct Shown {
    /// The plan.
    pub(crate) plan: Arc<Plan>,
    /// Records that it would make.
    pub(crate) records: Vec<Incarnation>,
    /// What it was made from.
    pub(crate) facts: Facts,
    /// What it would reach.
    pub(crate) wanted: Wanted,
}

/// Plans and stores nothing but, with `keep`, the plan itself, so that it can be carried out by its id.
pub(crate) async fn preview(ctx: &Context, stack: Stack, wish: &Accept, keep: bool) -> Result<Shown, Denied> {
    let mut facts = Facts::gather(ctx, stack).await?;
    let mut wanted = Wanted::resolve(ctx, &facts, &wish.goal, wish.submission.as_ref()).await?;
    let seen = observe::within(ctx, &mut facts, (&wish.goal, &wish.options), wish.patience).await;
    facts.replace(seen.into_iter());
    let draft = Draft {
        goal: &wish.goal,
        options: &wish.options,
        limit: None,
        operation: ctx.draw(OperationId::draw),
        epoch: facts.stack.epoch.saturating_add(1),
        revision: makes_revision(&wish.goal).then(|| facts.next_number()),
    };
    let planned = draft::repeatable(ctx, &facts, &mut wanted, &draft, ctx.draw(PlanId::draw))?;
    if keep {
        ctx.store.commit(Fence::None, vec![Write::Plan(Box::new(planned.plan.clone()))]).await?;
    }
    Ok(Shown { plan: Arc::new(planned.plan), records: planned.records, facts, wanted })
}

/// Whether a goal adds to the history.
pub(crate) fn makes_revision(goal: &Goal) -> bool {
    match goal {
        Goal::Create | Goal::Adopt | Goal::Update | Goal::Rollback { .. } | Goal::Restore { .. } => true,
        Goal::Delete | Goal::Check | Goal::Suspend | Goal::Resume | Goal::Snapshot { .. } | Goal::Sweep => false,
    }
}
