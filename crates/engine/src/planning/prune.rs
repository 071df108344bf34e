//! Which revisions are forgotten: all but the newest ten, those with tags, and those that something refers to.

use super::facts::Facts;
use model::revision::Outcome;
use std::collections::BTreeSet;
use store::Write;

/// How many of the newest revisions are kept in any case.
const KEPT: usize = 10;

/// Removes what nothing needs. `coming` is the revision that is just accepted, `target` the one that it returns to.
pub(super) fn prune(facts: &Facts, coming: Option<u32>, target: Option<u32>) -> Vec<Write> {
    if coming.is_none() || facts.revisions.len() < KEPT {
        return Vec::new();
    }
    let mut needed: BTreeSet<u32> = [facts.stack.head, facts.stack.attempted, target].into_iter().flatten().collect();
    needed.extend(facts.records.iter().map(|record| record.created_in));
    // Something to go back to must stay, however many failures follow each other.
    let complete = facts.revisions.iter().filter(|r| r.outcome == Outcome::Complete);
    needed.extend(complete.take(2).map(|revision| revision.number));
    let newest = facts.revisions.iter().take(KEPT - 1).map(|revision| revision.number);
    needed.extend(newest);
    let doomed = facts.revisions.iter().filter(|r| r.tags.is_empty() && !needed.contains(&r.number));
    doomed.map(|r| Write::DeleteRevision { stack: r.stack, revision: r.number }).collect()
}
