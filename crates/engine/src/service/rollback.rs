//! Rollback on request: to any complete revision, in the states where that makes sense (rollback.md 7.3 and 7.4).

use super::{Accepted, Answer, Caller, Error, Result, Rollback, Service, StackRef, Target};
use crate::planning::accept::{self, Accept};
use model::goal::{Goal, Observe, StackAction, Status};
use model::operation::Operation;
use model::plan::{Plan, Work};
use model::revision::{Outcome, Revision};
use model::stack::Stack;
use std::sync::Arc;

impl Service {
    /// Rolls a stack back. The same token is the same request; a dry run shows the plan and keeps it.
    pub async fn rollback(&self, caller: &Caller, stack: &StackRef, request: Rollback) -> Result<Answer> {
        super::retry::retry(|| self.rollback_once(caller, stack, &request)).await
    }

    async fn rollback_once(&self, caller: &Caller, stack: &StackRef, request: &Rollback) -> Result<Answer> {
        if let Some(earlier) = self.by_token(caller, stack, request.client_token.as_deref()).await? {
            return Ok(Answer::Accepted(Box::new(earlier)));
        }
        let root = self.find_root(caller, stack).await?;
        let latest = self.latest(&root).await?;
        let revisions = self.ctx.store.revisions(root.id).await?;
        let (to, ended) = match self.kept_goal(request).await? {
            Some(to) => (to, false),
            None => match decide(&root, latest.as_ref(), &revisions, request)? {
                Decision::Run(to) => (to, false),
                Decision::Verify(to) => (to, true),
                Decision::Join => return self.join(root, &revisions, None).await,
            },
        };
        let mut options = request.options.clone();
        if ended {
            options.observe = Observe::All;
        }
        let wish = Accept {
            options,
            client_token: request.client_token.clone(),
            message: request.message.clone(),
            timeout_mins: request.timeout_mins,
            plan: request.plan_id,
            patience: self.ctx.config.look_patience,
            ..Accept::new(Goal::Rollback { to }, &caller.user)
        };
        if request.dry_run {
            return Ok(Answer::Shown(accept::preview(&self.ctx, root, &wish, true).await?.plan));
        }
        if ended {
            // Whether all is as the rollback left it is looked at again; only if it is not, there is something to do.
            let shown = accept::preview(&self.ctx, root.clone(), &wish, false).await?;
            if shown.facts.unseen.is_empty() && does_nothing(&shown.plan) {
                return self.join(root, &revisions, Some(shown.plan)).await;
            }
        }
        Ok(Answer::Accepted(Box::new(accept::accept(&self.ctx, root, &wish).await?.into())))
    }

    /// The target of a plan that was shown, so that a client needs to send no more than its id.
    async fn kept_goal(&self, request: &Rollback) -> Result<Option<Option<u32>>> {
        let Some(id) = request.plan_id.filter(|_| request.to == Target::Previous) else {
            return Ok(None);
        };
        let plan = self.ctx.store.plan(id).await?.ok_or_else(|| Error::not_found("Plan", &id.to_string()))?;
        match plan.goal {
            Goal::Rollback { to } => Ok(Some(to)),
            _ => Err(Error::bad_request("plan_id: that plan is not one of a rollback")),
        }
    }

    /// The rollback that is under way or has ended: a sweep may have come after it. With the plan of a look that found nothing to do.
    async fn join(&self, root: Stack, revisions: &[Revision], verified: Option<Arc<Plan>>) -> Result<Answer> {
        let newest = revisions.iter().find(|revision| Some(revision.number) == root.attempted);
        let operation = match newest {
            Some(revision) => self.ctx.store.operation(revision.operation).await?,
            None => None,
        };
        let operation = operation.ok_or_else(|| Error::not_found("Operation", &root.name))?;
        let mut accepted = self.accepted_earlier(root, operation).await?;
        accepted.plan = verified.or(accepted.plan);
        Ok(Answer::Accepted(Box::new(accepted)))
    }
}

/// Whether a plan changes nothing, not even a record.
fn does_nothing(plan: &Plan) -> bool {
    plan.steps.iter().all(|step| matches!(step.work, Work::Commit | Work::Finish))
}

/// What a request for a rollback leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    /// A rollback to this revision; `None` is the empty stack.
    Run(Option<u32>),
    /// The operation that there is already.
    Join,
    /// The rollback to this revision that has ended, if it still holds; otherwise another one.
    Verify(Option<u32>),
}

/// The state table of rollback.md 7.4.
fn decide(root: &Stack, latest: Option<&Operation>, revisions: &[Revision], request: &Rollback) -> Result<Decision> {
    use {StackAction as A, Status as S};
    let explicit = request.to != Target::Previous;
    let not_allowed = |hint: &str| Err(not_allowed(root, hint));
    match (root.action, root.status) {
        (A::Delete, S::InProgress) => not_allowed("it is being deleted"),
        (A::Delete, S::Complete) => Err(Error::not_found("Stack", &root.name)),
        (A::Delete, S::Failed) if !explicit => not_allowed("say which revision to rescue with \"to\""),
        (A::Suspend, _) | (A::Resume, S::InProgress) => not_allowed("resume it first"),
        (A::Snapshot, S::InProgress) => not_allowed("a snapshot is being taken"),
        (A::Create, S::Failed) if !matches!(request.to, Target::Empty | Target::Previous) => {
            not_allowed("no revision ever completed; only \"empty\" can be returned to")
        }
        (A::Rollback, S::Complete) if !explicit => Ok(Decision::Verify(again(latest, revisions, root)?)),
        (A::Rollback, S::InProgress) => while_rolling_back(root, latest, revisions, request),
        (A::Rollback, S::Failed) if !explicit => Ok(Decision::Run(again(latest, revisions, root)?)),
        _ => Ok(Decision::Run(target(root, revisions, &request.to)?)),
    }
}

/// A second rollback joins the one under way if it wants the same; another target takes over, another name for the same does not.
fn while_rolling_back(
    root: &Stack,
    latest: Option<&Operation>,
    revisions: &[Revision],
    request: &Rollback,
) -> Result<Decision> {
    let running = latest.and_then(|operation| match operation.goal {
        Goal::Rollback { to } => Some((operation, to)),
        _ => None,
    });
    let Some((operation, under_way)) = running else {
        return Ok(Decision::Run(target(root, revisions, &request.to)?));
    };
    let wanted = match request.to {
        Target::Previous => under_way,
        Target::Revision(_) | Target::Tag(_) | Target::Empty => target(root, revisions, &request.to)?,
    };
    match (wanted == under_way, request.client_token.is_some()) {
        (true, false) => Ok(Decision::Join),
        (true, true) => Err(Error::in_progress(
            operation.id,
            format!("A rollback of stack {} to the same revision is in progress under another token.", root.name),
        )),
        (false, _) => Ok(Decision::Run(wanted)),
    }
}

/// A rollback is tried again towards where it went; towards where it arrived, if that is forgotten by now.
fn again(latest: Option<&Operation>, revisions: &[Revision], root: &Stack) -> Result<Option<u32>> {
    let known = |number: u32| revisions.iter().any(|revision| revision.number == number);
    if let Some(Goal::Rollback { to }) = latest.map(|operation| &operation.goal)
        && to.is_none_or(known)
    {
        return Ok(*to);
    }
    // A sweep came between: the history knows where the failed rollback went.
    let failed = root.attempted.and_then(|number| revisions.iter().find(|r| r.number == number));
    match failed.and_then(|revision| revision.rollback_of) {
        Some(0) => Ok(None),
        Some(number) if known(number) => Ok(Some(number)),
        Some(_) if root.head == root.attempted => Ok(root.head),
        Some(number) => Err(Error::unknown_revision(number)),
        None => target(root, revisions, &Target::Previous),
    }
}

/// Which revision is meant.
fn target(root: &Stack, revisions: &[Revision], to: &Target) -> Result<Option<u32>> {
    let complete = |revision: &&Revision| revision.outcome == Outcome::Complete;
    match to {
        Target::Empty => Ok(None),
        Target::Previous => {
            let earlier = revisions.iter().filter(complete).filter(|r| Some(r.number) != root.attempted);
            let previous = earlier.map(|r| r.number).max();
            previous.map(Some).ok_or_else(|| no_complete_revision(root))
        }
        Target::Revision(number) => {
            let found = revisions.iter().find(|revision| revision.number == *number);
            let found = found.ok_or_else(|| Error::unknown_revision(*number))?;
            Some(found).filter(complete).map(|r| Some(r.number)).ok_or_else(|| incomplete(root, found))
        }
        Target::Tag(tag) => {
            let found = revisions.iter().find(|revision| revision.tags.contains(tag));
            let found = found.ok_or_else(|| {
                let message = format!("The Revision (tag:{tag}) could not be found.");
                Error::refused("EntityNotFound", "unknown_revision", message)
            })?;
            Some(found).filter(complete).map(|r| Some(r.number)).ok_or_else(|| incomplete(root, found))
        }
    }
}

fn no_complete_revision(root: &Stack) -> Error {
    let message = format!("Stack {} has no complete revision to return to.", root.name);
    Error::refused("NoCompleteRevision", "no_complete_revision", message)
}

fn incomplete(root: &Stack, revision: &Revision) -> Error {
    let message = format!(
        "Revision {} of stack {} did not complete ({}); it cannot be returned to.",
        revision.number, root.name, revision.outcome
    );
    Error::refused("NoCompleteRevision", "no_complete_revision", message)
}

fn not_allowed(root: &Stack, hint: &str) -> Error {
    let message = format!("Stack {} cannot be rolled back while it is {}: {hint}.", root.name, root.state());
    Error::refused("RollbackNotAllowed", "rollback_not_allowed", message).edit(|r| r.operation = root.operation)
}

impl From<accept::Accepted> for Accepted {
    fn from(accepted: accept::Accepted) -> Self {
        Self {
            revision: accepted.operation.revision,
            stack: accepted.stack,
            operation: accepted.operation,
            plan: accepted.plan,
            fresh: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::goal::{Options, SweepPolicy};
    use model::operation::OperationPhase;
    use model::submission::SubmissionId;
    use model::{OperationId, SeededIds, StackId, StackPath, Timestamp};

    fn stack(action: StackAction, status: Status, attempted: u32) -> Stack {
        let id = StackId::draw(&mut SeededIds::new(1));
        Stack {
            id,
            project: "p".to_owned(),
            name: "s".to_owned(),
            root: id,
            parent: None,
            path: StackPath::root(),
            action,
            status,
            status_reason: String::new(),
            created_at: Timestamp(0),
            updated_at: None,
            deleted_at: None,
            tags: Vec::new(),
            timeout_mins: None,
            disable_rollback: true,
            owner: "u".to_owned(),
            sweep: SweepPolicy::Immediate,
            sweep_after_secs: 0,
            limit: None,
            head: None,
            attempted: Some(attempted),
            operation: None,
            epoch: 1,
            version: 1,
        }
    }

    /// Newest first, as the store lists them.
    fn history(root: &Stack, outcomes: &[Outcome]) -> Vec<Revision> {
        let entry = |(index, outcome): (usize, &Outcome)| Revision {
            stack: root.id,
            number: u32::try_from(index).unwrap() + 1,
            submission: SubmissionId(String::new()),
            parent: None,
            outcome: *outcome,
            rollback_of: None,
            action: StackAction::Update,
            requester: String::new(),
            message: None,
            source: None,
            tags: if index == 0 { vec!["first".to_owned()] } else { Vec::new() },
            operation: OperationId::draw(&mut SeededIds::new(2)),
            created_at: Timestamp(0),
            finished_at: None,
        };
        outcomes.iter().enumerate().map(entry).rev().collect()
    }

    fn running(root: &Stack, to: Option<u32>, phase: OperationPhase) -> Operation {
        Operation {
            id: OperationId::draw(&mut SeededIds::new(3)),
            stack: root.id,
            goal: Goal::Rollback { to },
            phase,
            epoch: 1,
            revision: Some(3),
            plan: None,
            options: Options::default(),
            requester: String::new(),
            client_token: Some("mine".to_owned()),
            halting: false,
            failure: None,
            rollback_on_failure: false,
            created_at: Timestamp(0),
            deadline: None,
            finished_at: None,
        }
    }

    fn ask(to: Target) -> Rollback {
        Rollback { to, ..Rollback::default() }
    }

    fn answer(root: &Stack, latest: Option<&Operation>, outcomes: &[Outcome], to: Target) -> String {
        match decide(root, latest, &history(root, outcomes), &ask(to)) {
            Ok(Decision::Run(Some(number))) => number.to_string(),
            Ok(Decision::Run(None)) => "empty".to_owned(),
            Ok(Decision::Join) => "join".to_owned(),
            Ok(Decision::Verify(to)) => format!("verify {}", to.unwrap_or_default()),
            Err(error) => error.code().to_owned(),
        }
    }

    /// Every state of a stack whose first revision completed and whose second one did or did not.
    #[test]
    fn the_state_table() {
        use {Outcome as O, StackAction as A, Status as S};
        let failed: &[O] = &[O::Complete, O::Failed];
        let complete: &[O] = &[O::Complete, O::Complete];
        let no = "rollback_not_allowed";
        for action in [A::Create, A::Update, A::Restore, A::Adopt, A::Check] {
            let root = stack(action, S::Complete, 2);
            assert_eq!(answer(&root, None, complete, Target::Previous), "1", "{action}_COMPLETE");
        }
        for action in [A::Update, A::Restore, A::Adopt, A::Check] {
            let root = stack(action, S::Failed, 2);
            assert_eq!(answer(&root, None, failed, Target::Previous), "1", "{action}_FAILED");
            assert_eq!(answer(&root, None, failed, Target::Tag("first".into())), "1", "{action}_FAILED");
            assert_eq!(answer(&root, None, failed, Target::Empty), "empty", "{action}_FAILED");
        }
        for status in [S::InProgress, S::Complete, S::Failed] {
            assert_eq!(answer(&stack(A::Suspend, status, 2), None, complete, Target::Revision(1)), no);
        }
        assert_eq!(answer(&stack(A::Resume, S::InProgress, 2), None, complete, Target::Previous), no);
        assert_eq!(answer(&stack(A::Resume, S::Failed, 2), None, complete, Target::Previous), "1");
        assert_eq!(answer(&stack(A::Snapshot, S::InProgress, 2), None, complete, Target::Previous), no);
        assert_eq!(answer(&stack(A::Delete, S::InProgress, 2), None, complete, Target::Revision(1)), no);
        assert_eq!(answer(&stack(A::Delete, S::Complete, 2), None, complete, Target::Revision(1)), "not_found");
        assert_eq!(answer(&stack(A::Delete, S::Failed, 2), None, complete, Target::Previous), no);
        assert_eq!(answer(&stack(A::Delete, S::Failed, 2), None, complete, Target::Revision(2)), "2");
        assert_eq!(
            answer(&stack(A::Update, S::InProgress, 2), None, &[O::Complete, O::Pending], Target::Previous),
            "1"
        );
    }

    #[test]
    fn a_create_that_failed_can_only_go_back_to_nothing() {
        let root = stack(StackAction::Create, Status::Failed, 1);
        assert_eq!(answer(&root, None, &[Outcome::Failed], Target::Previous), "no_complete_revision");
        assert_eq!(answer(&root, None, &[Outcome::Failed], Target::Revision(1)), "rollback_not_allowed");
        assert_eq!(answer(&root, None, &[Outcome::Failed], Target::Empty), "empty");
        let first = stack(StackAction::Create, Status::Complete, 1);
        assert_eq!(answer(&first, None, &[Outcome::Complete], Target::Previous), "no_complete_revision");
    }

    #[test]
    fn a_second_rollback_joins_takes_over_or_is_refused() {
        use Outcome::{Complete, Failed, Pending};
        let root = stack(StackAction::Rollback, Status::InProgress, 3);
        let under_way = running(&root, Some(1), OperationPhase::Building);
        let outcomes = [Complete, Complete, Pending];
        assert_eq!(answer(&root, Some(&under_way), &outcomes, Target::Previous), "join");
        assert_eq!(answer(&root, Some(&under_way), &outcomes, Target::Revision(1)), "join");
        assert_eq!(answer(&root, Some(&under_way), &outcomes, Target::Revision(2)), "2");
        let other = Rollback { client_token: Some("other".to_owned()), ..Rollback::default() };
        let refused = decide(&root, Some(&under_way), &history(&root, &outcomes), &other).unwrap_err();
        assert_eq!(refused.code(), "operation_in_progress");

        let ended = stack(StackAction::Rollback, Status::Complete, 3);
        let done = running(&ended, Some(1), OperationPhase::Done);
        assert_eq!(answer(&ended, Some(&done), &[Complete, Failed, Complete], Target::Previous), "verify 1");
        assert_eq!(answer(&ended, None, &[Complete, Failed, Complete], Target::Revision(1)), "1");

        let stuck = stack(StackAction::Rollback, Status::Failed, 3);
        let failed = running(&stuck, Some(1), OperationPhase::Failed);
        assert_eq!(answer(&stuck, Some(&failed), &[Complete, Complete, Failed], Target::Previous), "1");
    }

    #[test]
    fn a_target_must_have_been_reached_once() {
        use Outcome::{Cancelled, Complete, Failed};
        let root = stack(StackAction::Update, Status::Failed, 4);
        let outcomes = [Complete, Failed, Cancelled, Failed];
        assert_eq!(answer(&root, None, &outcomes, Target::Previous), "1");
        assert_eq!(answer(&root, None, &outcomes, Target::Revision(2)), "no_complete_revision");
        assert_eq!(answer(&root, None, &outcomes, Target::Revision(9)), "unknown_revision");
        assert_eq!(answer(&root, None, &outcomes, Target::Tag("no".into())), "unknown_revision");
    }
}
