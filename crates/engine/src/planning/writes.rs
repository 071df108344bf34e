//! What one acceptance stores.

use super::accept::{Accept, Accepted};
use super::draft::Draft;
use super::facts::{Facts, Wanted};
use super::prune;
use crate::context::Context;
use model::event::Event;
use model::goal::{Goal, StackAction, Status};
use model::operation::{Operation, OperationPhase};
use model::plan::Plan;
use model::revision::{Outcome, Revision};
use model::stack::Stack;
use model::{EventId, Failure, FailureKind, Timestamp};
use plan::Planned;
use std::sync::Arc;
use std::time::Duration;
use store::Write;

/// Minutes until an operation fails where nobody said anything (`stack_action_timeout`).
const TIMEOUT_MINS: u32 = 60;

/// An acceptance on its way into the store.
pub(super) struct Entry<'a> {
    pub(super) facts: &'a Facts,
    pub(super) wanted: &'a Wanted,
    pub(super) wish: &'a Accept,
    pub(super) draft: &'a Draft<'a>,
    pub(super) planned: Planned,
    /// The phase in which an engine will plan it; the plan here is then only a judgement.
    pub(super) unplanned: Option<OperationPhase>,
    pub(super) parked: bool,
}

impl Entry<'_> {
    /// The list of writes, and what is then true.
    pub(super) fn writes(self, ctx: &Context) -> (Accepted, Vec<Write>) {
        let operation = self.operation();
        let stack = self.stack(&operation);
        let mut list = self.superseded();
        if let Some((id, submission)) = &self.wanted.submission {
            list.push(Write::Submission(id.clone(), Box::new((**submission).clone())));
        }
        list.extend(self.revision(&operation).map(|revision| Write::Revision(Box::new(revision))));
        list.push(Write::Stack(Box::new(stack.clone())));
        list.push(Write::Operation(Box::new(operation.clone())));
        if self.wish.goal.action().is_some() {
            list.push(Write::Event(Box::new(stack_event(ctx, &stack, Some(&operation), self.facts.now))));
        }
        list.extend(self.wish.beside.iter().cloned());
        list.extend(prune::prune(self.facts, self.draft.revision, self.target()));
        let plan = self.unplanned.is_none().then(|| Arc::new(self.planned.plan.clone()));
        if self.unplanned.is_none() {
            list.extend(planned(&operation, self.planned, self.parked));
        }
        let needed = operation.plan.into_iter().chain(self.wish.plan);
        list.extend(prune::trim(self.facts, needed, ctx.config.max_events));
        (Accepted { stack: counted(stack), operation, plan }, list)
    }

    /// Whether it waits for consent from the start.
    fn ends_here(&self) -> bool {
        self.parked && self.unplanned.is_none()
    }

    fn operation(&self) -> Operation {
        let failure = self.parked.then(|| (String::new(), lacking(&self.planned.plan)));
        let minutes = self.wish.timeout_mins.or(self.facts.stack.timeout_mins).unwrap_or(TIMEOUT_MINS);
        let timed = self.wish.goal.action().is_some();
        Operation {
            id: self.draft.operation,
            stack: self.facts.stack.id,
            goal: self.wish.goal.clone(),
            phase: match (self.unplanned, self.parked) {
                (Some(phase), _) => phase,
                (None, true) => OperationPhase::AwaitingConsent,
                (None, false) => OperationPhase::Building,
            },
            epoch: self.draft.epoch,
            revision: self.draft.revision,
            plan: self.unplanned.is_none().then_some(self.planned.plan.id),
            options: self.wish.options.clone(),
            requester: self.wish.requester.clone(),
            client_token: self.wish.client_token.clone(),
            halting: false,
            failure: failure.filter(|_| self.unplanned.is_none()),
            rollback_on_failure: self.wish.rollback_on_failure,
            created_at: self.facts.now,
            deadline: timed.then(|| self.facts.now.after(Duration::from_secs(u64::from(minutes) * 60))),
            finished_at: self.ends_here().then_some(self.facts.now),
        }
    }

    fn stack(&self, operation: &Operation) -> Stack {
        let mut stack = self.facts.stack.clone();
        stack.epoch = operation.epoch;
        stack.operation = Some(operation.id);
        let Some(action) = self.wish.goal.action() else {
            return stack;
        };
        if stack.version > 0 {
            stack.updated_at = Some(self.facts.now);
        }
        if operation.revision.is_some() {
            stack.attempted = operation.revision;
            self.settings(&mut stack);
        }
        stack.action = action;
        stack.status = Status::InProgress;
        stack.status_reason = format!("Stack {action} started");
        if self.ends_here() {
            stack.status = Status::Failed;
            stack.status_reason = lacking(&self.planned.plan).message;
            stack.operation = None;
        }
        stack
    }

    /// The tags, the time-out and the flag belong to the definition: a rollback brings back those of its target.
    fn settings(&self, stack: &mut Stack) {
        if let Some((_, submission)) = &self.wanted.submission
            && self.wish.goal != (Goal::Rollback { to: None })
        {
            stack.tags.clone_from(&submission.tags);
            stack.timeout_mins = submission.timeout_mins;
            stack.disable_rollback = submission.disable_rollback;
        }
    }

    /// An operation under way gives way, and its revision is given up.
    fn superseded(&self) -> Vec<Write> {
        let Some(older) = self.facts.active() else {
            return Vec::new();
        };
        let mut older = older.clone();
        older.phase = OperationPhase::Superseded;
        older.finished_at = Some(self.facts.now);
        let pending = older.revision.and_then(|number| self.facts.revision(number));
        let cancelled = pending.filter(|revision| revision.outcome == Outcome::Pending).map(|revision| {
            let mut revision = revision.clone();
            revision.outcome = Outcome::Cancelled;
            revision.finished_at = Some(self.facts.now);
            Write::Revision(Box::new(revision))
        });
        std::iter::once(Write::Operation(Box::new(older))).chain(cancelled).collect()
    }

    fn revision(&self, operation: &Operation) -> Option<Revision> {
        let number = operation.revision?;
        let (submission, _) = self.wanted.submission.as_ref()?;
        let ended = self.ends_here();
        Some(Revision {
            stack: self.facts.stack.id,
            number,
            submission: submission.clone(),
            parent: self.facts.stack.head,
            outcome: if ended { Outcome::Failed } else { Outcome::Pending },
            rollback_of: match self.wish.goal {
                Goal::Rollback { to } => Some(to.unwrap_or(0)),
                _ => None,
            },
            action: self.wish.goal.action().unwrap_or(StackAction::Update),
            requester: self.wish.requester.clone(),
            message: self.wish.message.clone(),
            source: self.wish.source.clone(),
            tags: Vec::new(),
            operation: operation.id,
            created_at: self.facts.now,
            finished_at: ended.then_some(self.facts.now),
        })
    }

    fn target(&self) -> Option<u32> {
        self.wanted.target.as_ref().map(|(number, _)| *number)
    }
}

/// Plan, steps and planned records; only the plan, if it is not to be carried out.
pub(super) fn planned(operation: &Operation, planned: Planned, parked: bool) -> Vec<Write> {
    let plan = planned.plan.id;
    let mut list = vec![Write::Plan(Box::new(planned.plan))];
    if !parked {
        list.extend(planned.records.into_iter().map(|record| Write::Incarnation(Box::new(record))));
        list.push(Write::Steps { operation: operation.id, plan });
    }
    list
}

/// What a plan lacks, as the failure of its operation.
pub(super) fn lacking(plan: &Plan) -> Failure {
    let words: Vec<_> = plan.needs_consent.iter().map(|class| class.as_str()).collect();
    let message = format!("The plan needs consent to: {}", words.join(", "));
    Failure::new(FailureKind::ExceedsPlan, "NeedsConsent", message)
}

/// The event of a stack's state.
pub(crate) fn stack_event(ctx: &Context, stack: &Stack, operation: Option<&Operation>, now: Timestamp) -> Event {
    Event {
        id: ctx.draw(EventId::draw),
        stack: stack.id,
        root: stack.root,
        resource_name: stack.name.clone(),
        physical_id: Some(stack.id.to_string()),
        resource_type: "OS::Heat::Stack".to_owned(),
        action: stack.action,
        status: stack.status,
        reason: stack.status_reason.clone(),
        properties: model::Value::Null,
        operation: operation.map(|operation| operation.id),
        at: now,
    }
}

/// The row as the store has it after a write.
fn counted(mut stack: Stack) -> Stack {
    stack.version = stack.version.saturating_add(1);
    stack
}
