//! What is forgotten when an operation is accepted: revisions but the newest ten, those with tags, and those that something refers to; old
//! operations with their journals, old plans, old events. So a stack that is worked on for years takes the room of its last times.

use super::facts::Facts;
use model::operation::{Operation, OperationPhase};
use model::revision::Outcome;
use model::{OperationId, PlanId};
use std::collections::BTreeSet;
use store::Write;

/// How many of the newest revisions are kept in any case.
const KEPT: usize = 10;
/// How many of the newest operations are kept in any case.
const OPERATIONS: usize = 30;
/// How many of the newest plans are kept in any case: a dry run's is carried out by its id.
const PLANS: u32 = 30;

/// Removes what nothing needs. `coming` is the revision that is just accepted, `target` the one that it returns to.
pub(super) fn prune(facts: &Facts, coming: Option<u32>, target: Option<u32>) -> Vec<Write> {
    if coming.is_none() || facts.revisions.len() < KEPT {
        return Vec::new();
    }
    let mut needed: BTreeSet<u32> = [facts.stack.head, facts.stack.attempted, target].into_iter().flatten().collect();
    needed.extend(facts.records.iter().map(|record| record.created_in));
    needed.extend(&facts.snapshots);
    // Something to go back to must stay, however many failures follow each other.
    let complete = facts.revisions.iter().filter(|r| r.outcome == Outcome::Complete);
    needed.extend(complete.take(2).map(|revision| revision.number));
    let newest = facts.revisions.iter().take(KEPT - 1).map(|revision| revision.number);
    needed.extend(newest);
    let doomed = facts.revisions.iter().filter(|r| r.tags.is_empty() && !needed.contains(&r.number));
    doomed.map(|r| Write::DeleteRevision { stack: r.stack, revision: r.number }).collect()
}

/// Removes what is old of operations, plans and events. `plans` are those that are needed beside.
pub(super) fn trim(facts: &Facts, plans: impl Iterator<Item = PlanId>, events: u32) -> Vec<Write> {
    let stack = facts.stack.id;
    if facts.stack.version == 0 {
        return Vec::new();
    }
    let old = old_operations(facts);
    let mut list: Vec<Write> = old.iter().map(|id| Write::DeleteOperation(*id)).collect();
    let kept = facts.operations.iter().filter(|operation| !old.contains(&operation.id));
    let kept = kept.filter_map(|operation| operation.plan).chain(plans).collect();
    list.push(Write::TrimPlans { stack, kept, newest: PLANS });
    if events > 0 {
        list.push(Write::TrimEvents { root: stack, newest: events });
    }
    list
}

/// The operations that are forgotten. One that was overtaken stays until one that was not has ended after it: calls of it may be waited for.
fn old_operations(facts: &Facts) -> BTreeSet<OperationId> {
    let needed: BTreeSet<OperationId> = facts.revisions.iter().map(|revision| revision.operation).collect();
    let ended = |operation: &Operation| operation.phase.is_final();
    let settled = facts.operations.iter().position(|o| ended(o) && o.phase != OperationPhase::Superseded);
    let first = settled.map_or(usize::MAX, |place| place.max(OPERATIONS));
    let old = facts.operations.iter().skip(first).filter(|o| ended(o) && !needed.contains(&o.id));
    old.map(|operation| operation.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::goal::{StackAction, Status, SweepPolicy};
    use model::revision::Revision;
    use model::stack::Stack;
    use model::submission::SubmissionId;
    use model::{SeededIds, StackId, StackPath, Timestamp};

    fn root(head: Option<u32>, attempted: u32) -> Stack {
        let id = StackId::draw(&mut SeededIds::new(1));
        Stack {
            id,
            project: String::new(),
            name: String::new(),
            root: id,
            parent: None,
            path: StackPath::root(),
            action: StackAction::Update,
            status: Status::Failed,
            status_reason: String::new(),
            created_at: Timestamp(0),
            updated_at: None,
            deleted_at: None,
            tags: Vec::new(),
            timeout_mins: None,
            disable_rollback: true,
            owner: String::new(),
            sweep: SweepPolicy::Immediate,
            sweep_after_secs: 0,
            limit: None,
            head,
            attempted: Some(attempted),
            operation: None,
            epoch: 1,
            version: 1,
        }
    }

    /// A history of random length, outcomes and tags.
    fn facts(seed: u64) -> Facts {
        let mut dice = SeededIds::new(seed);
        let count = u32::try_from(dice.next_u64() % 40 + 1).unwrap();
        let mut revisions = Vec::new();
        for number in (1..=count).rev() {
            let roll = dice.next_u64();
            revisions.push(Revision {
                stack: StackId::draw(&mut SeededIds::new(1)),
                number,
                submission: SubmissionId(String::new()),
                parent: None,
                outcome: Outcome::ALL[usize::try_from(roll % 4).unwrap()],
                rollback_of: None,
                action: StackAction::Update,
                requester: String::new(),
                message: None,
                source: None,
                tags: if roll.is_multiple_of(11) { vec!["pin".to_owned()] } else { Vec::new() },
                operation: OperationId::draw(&mut SeededIds::new(2)),
                created_at: Timestamp(0),
                finished_at: None,
            });
        }
        let head = revisions.iter().find(|revision| revision.outcome == Outcome::Complete).map(|r| r.number);
        Facts {
            stack: root(head, count),
            records: Vec::new(),
            revisions,
            snapshots: Vec::new(),
            operations: Vec::new(),
            latest: None,
            now: Timestamp(0),
            unseen: Vec::new(),
        }
    }

    #[test]
    fn what_can_be_returned_to_is_never_forgotten() {
        for seed in 0..2_000 {
            let facts = facts(seed);
            let target = facts.revisions.last().map(|revision| revision.number);
            let doomed: BTreeSet<u32> = prune(&facts, Some(facts.next_number()), target)
                .into_iter()
                .map(|write| match write {
                    Write::DeleteRevision { revision, .. } => revision,
                    other => panic!("{other:?}"),
                })
                .collect();
            let complete: Vec<u32> =
                facts.revisions.iter().filter(|r| r.outcome == Outcome::Complete).map(|r| r.number).collect();
            let pinned = facts.revisions.iter().filter(|r| !r.tags.is_empty()).map(|r| r.number);
            let newest = facts.revisions.iter().take(KEPT - 1).map(|r| r.number);
            let kept: BTreeSet<u32> = pinned.chain(newest).chain(target).chain(complete.into_iter().take(2)).collect();
            assert!(doomed.is_disjoint(&kept), "seed {seed}: {doomed:?}");
            assert_eq!(doomed.len() + kept.len(), facts.revisions.len(), "seed {seed}: more is kept than is needed");
        }
    }

    #[test]
    fn operations_that_add_nothing_to_the_history_forget_nothing() {
        assert!(prune(&facts(7), None, None).is_empty());
    }
}
