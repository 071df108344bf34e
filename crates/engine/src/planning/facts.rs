//! What is read from the store before anything is decided about a tree.

use super::denied::Denied;
use crate::context::Context;
use definition::{Identity, Marks, Source, Tree};
use model::goal::Goal;
use model::incarnation::Incarnation;
use model::operation::Operation;
use model::revision::{Bindings, Revision};
use model::stack::Stack;
use model::submission::{Submission, SubmissionId};
use model::{IncarnationId, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// What is known of a tree.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// The root, as it was read.
    pub(crate) stack: Stack,
    /// Records that are not gone.
    pub(crate) records: Vec<Arc<Incarnation>>,
    /// The history, newest first.
    pub(crate) revisions: Vec<Revision>,
    /// The revisions that snapshots were taken of.
    pub(crate) snapshots: Vec<u32>,
    /// Its operations, newest first.
    pub(crate) operations: Vec<Operation>,
    /// The stack's operation, if one is under way or has just ended.
    pub(crate) latest: Option<Operation>,
    /// Now, in database time.
    pub(crate) now: Timestamp,
    /// Objects that were to be looked at, and could not be in time.
    pub(crate) unseen: Vec<IncarnationId>,
}

impl Facts {
    /// Reads what is known of the tree of `stack`, a root that was just read (or is about to be made).
    pub(crate) async fn gather(ctx: &Context, stack: Stack) -> store::Result<Self> {
        let now = ctx.store.now().await?;
        let records = ctx.store.incarnations(stack.id, false).await?;
        let revisions = ctx.store.revisions(stack.id).await?;
        let operations = ctx.store.operations(stack.id).await?;
        let latest = operations.iter().find(|operation| Some(operation.id) == stack.operation).cloned();
        let snapshots = ctx.store.snapshots(stack.id).await?.into_iter().map(|snapshot| snapshot.revision).collect();
        Ok(Self { stack, records, revisions, snapshots, operations, latest, now, unseen: Vec::new() })
    }

    /// Puts records in the place of older ones of the same objects.
    pub(crate) fn replace(&mut self, records: impl Iterator<Item = Incarnation>) {
        let mut newer: HashMap<IncarnationId, Incarnation> = records.map(|record| (record.id, record)).collect();
        if newer.is_empty() {
            return;
        }
        for record in &mut self.records {
            if let Some(newer) = newer.remove(&record.id) {
                *record = Arc::new(newer);
            }
        }
    }

    /// The operation under way.
    pub(crate) fn active(&self) -> Option<&Operation> {
        self.latest.as_ref().filter(|operation| !operation.phase.is_final())
    }

    /// One revision.
    pub(crate) fn revision(&self, number: u32) -> Option<&Revision> {
        self.revisions.iter().find(|revision| revision.number == number)
    }

    /// The number that the next revision gets.
    pub(crate) fn next_number(&self) -> u32 {
        let newest = self.revisions.iter().map(|revision| revision.number).max();
        newest.max(self.stack.attempted).map_or(1, |number| number.saturating_add(1))
    }
}

/// What is wanted: the definition and what it is compared with.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// What the revision holds, for goals that make one.
    pub(crate) submission: Option<(SubmissionId, Arc<Submission>)>,
    /// The definition, for goals that converge to one.
    pub(crate) tree: Option<Tree>,
    /// What the environment says of single resources, for a delete.
    pub(crate) marks: Option<Marks>,
    /// The revision that is returned to.
    pub(crate) target: Option<(u32, Arc<Bindings>)>,
    /// Bindings of the head.
    pub(crate) head: Option<Arc<Bindings>>,
}

impl Wanted {
    /// Reads and resolves what `goal` wants. `sent` is the submission of goals that bring one.
    pub(crate) async fn resolve(
        ctx: &Context,
        facts: &Facts,
        goal: &Goal,
        sent: Option<&Arc<Submission>>,
    ) -> Result<Self, Denied> {
        let mut wanted = Self::default();
        match goal {
            Goal::Create | Goal::Adopt | Goal::Update => wanted.take(ctx, facts, sent.cloned())?,
            Goal::Restore { snapshot } => {
                let kept = ctx.store.snapshot(*snapshot).await?;
                let number = kept.map(|snapshot| snapshot.revision);
                let revision = number.and_then(|number| facts.revision(number)).cloned();
                let revision = revision.ok_or(Denied::NoRevision(number.unwrap_or_default()))?;
                wanted.take(ctx, facts, ctx.store.submission(&revision.submission).await?)?;
                let bindings = ctx.store.bindings(facts.stack.id, revision.number).await?;
                wanted.target = bindings.map(|bindings| (revision.number, bindings));
            }
            Goal::Rollback { to: Some(number) } => {
                let revision = facts.revision(*number).ok_or(Denied::NoRevision(*number))?;
                let bindings = ctx.store.bindings(facts.stack.id, *number).await?;
                wanted.target = Some((*number, bindings.ok_or(Denied::NoRevision(*number))?));
                wanted.take(ctx, facts, ctx.store.submission(&revision.submission).await?)?;
            }
            Goal::Rollback { to: None } => wanted.submission = Some(identified(Arc::new(empty()))),
            Goal::Delete => {
                let last = facts.stack.attempted.and_then(|number| facts.revision(number));
                if let Some(revision) = last {
                    let submission = ctx.store.submission(&revision.submission).await?;
                    wanted.marks = submission.as_deref().map(Marks::of);
                }
            }
            Goal::Check | Goal::Suspend | Goal::Resume | Goal::Snapshot { .. } | Goal::Sweep => {}
        }
        if let Some(head) = facts.stack.head {
            wanted.head = ctx.store.bindings(facts.stack.id, head).await?;
        }
        Ok(wanted)
    }

    fn take(&mut self, ctx: &Context, facts: &Facts, submission: Option<Arc<Submission>>) -> Result<(), Denied> {
        let submission = submission.ok_or_else(|| Denied::Fault("the submission is missing".to_owned()))?;
        self.tree = Some(tree(ctx, &facts.stack, &submission).map_err(Denied::Definition)?);
        self.submission = Some(identified(submission));
        Ok(())
    }
}

/// Resolves a submission for a root stack.
pub(crate) fn tree(ctx: &Context, root: &Stack, submission: &Submission) -> Result<Tree, model::Diagnostics> {
    let identity = Identity { id: root.id, name: root.name.clone(), project: root.project.clone() };
    Tree::new(Source { submission, catalog: ctx.catalog, identity: &identity, limits: ctx.config.limits })
}

/// The same when only the form of the definition matters.
pub(crate) fn sketch(ctx: &Context, root: &Stack, submission: &Submission) -> Result<Tree, model::Diagnostics> {
    let identity = Identity { id: root.id, name: root.name.clone(), project: root.project.clone() };
    Tree::sketch(Source { submission, catalog: ctx.catalog, identity: &identity, limits: ctx.config.limits })
}

/// The submission of the empty stack.
fn empty() -> Submission {
    Submission {
        format: Submission::FORMAT,
        template: "heat_template_version: 2018-08-31\n".to_owned(),
        disable_rollback: true,
        ..Submission::default()
    }
}

/// A submission with its hash.
pub(crate) fn identified(submission: Arc<Submission>) -> (SubmissionId, Arc<Submission>) {
    // Serializing plain data into memory cannot fail; an empty text would only make two submissions share a name.
    let text = serde_json::to_vec(&*submission).unwrap_or_default();
    let digest = Sha256::digest(&text);
    let hex = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    (SubmissionId(hex), submission)
}
