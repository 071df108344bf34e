//! History: revisions, their content, their differences, their tags.

use super::show::{document, parameter_texts, shown_environment};
use super::{BindingChange, Caller, Error, Result, RevisionDiff, RevisionView, Service, StackRef};
use crate::planning::facts;
use indexmap::IndexMap;
use model::revision::{Bindings, Revision};
use model::stack::Stack;
use model::submission::Submission;
use model::value::diff::{Change, diff};
use model::{StackPath, Value};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Fence, Write};

impl Service {
    /// The history, newest first.
    pub async fn revisions(&self, caller: &Caller, stack: &StackRef) -> Result<Vec<Revision>> {
        let stack = self.find(caller, stack, true).await?;
        Ok(self.ctx.store.revisions(stack.root).await?)
    }

    /// One revision with its content.
    pub async fn revision(&self, caller: &Caller, stack: &StackRef, number: u32) -> Result<RevisionView> {
        let stack = self.find(caller, stack, true).await?;
        let root = self.root_of(&stack).await?;
        let (revision, submission) = self.content(&root, number).await?;
        let bindings = self.ctx.store.bindings(root.id, number).await?;
        let parameters = facts::tree(&self.ctx, &root, &submission)
            .map(|tree| parameter_texts(&tree, &StackPath::root()))
            .unwrap_or_default();
        Ok(RevisionView {
            revision,
            template: document(&submission),
            environment: shown_environment(&submission.environment),
            files: submission.files.clone(),
            parameters,
            bindings: bindings.map(|bindings| masked(&bindings)),
            tags: submission.tags.clone(),
            timeout_mins: submission.timeout_mins,
            disable_rollback: submission.disable_rollback,
        })
    }

    /// What differs between two revisions.
    pub async fn diff(&self, caller: &Caller, stack: &StackRef, from: u32, to: u32) -> Result<RevisionDiff> {
        let stack = self.find(caller, stack, true).await?;
        let root = self.root_of(&stack).await?;
        let (_, before) = self.content(&root, from).await?;
        let (_, after) = self.content(&root, to).await?;
        let old = self.ctx.store.bindings(root.id, from).await?;
        let new = self.ctx.store.bindings(root.id, to).await?;
        Ok(RevisionDiff {
            from,
            to,
            template: changes(&Value::from_json(document(&before)), &Value::from_json(document(&after))),
            environment: changes(&environment(&before), &environment(&after)),
            files: differing_files(&before, &after),
            bindings: rebound(old.as_deref(), new.as_deref()),
        })
    }

    /// Gives a revision a name, which pins it. A name that another revision has moves.
    pub async fn tag(&self, caller: &Caller, stack: &StackRef, number: u32, tag: &str) -> Result<Revision> {
        if tag.is_empty() || tag.len() > 80 || tag.contains([',', '/']) {
            return Err(Error::bad_request("a tag has 1 to 80 characters and no comma or slash"));
        }
        super::retry::retry(|| self.put_tag(caller, stack, number, tag, true)).await
    }

    /// Takes a name away.
    pub async fn untag(&self, caller: &Caller, stack: &StackRef, number: u32, tag: &str) -> Result<Revision> {
        super::retry::retry(|| self.put_tag(caller, stack, number, tag, false)).await
    }

    async fn put_tag(&self, caller: &Caller, stack: &StackRef, number: u32, tag: &str, put: bool) -> Result<Revision> {
        let root = self.find_root(caller, stack).await?;
        let revisions = self.ctx.store.revisions(root.id).await?;
        let wanted = revisions.iter().find(|revision| revision.number == number);
        let wanted = wanted.ok_or_else(|| Error::unknown_revision(number))?;
        if !put && !wanted.tags.iter().any(|own| own == tag) {
            return Err(Error::not_found("Tag", tag));
        }
        let mut list = Vec::new();
        // The stack's row is written along, so that two who move the same tag cannot both win.
        list.push(Write::Stack(Box::new(root.clone())));
        for holder in revisions.iter().filter(|r| r.number != number && r.tags.iter().any(|own| own == tag) && put) {
            list.push(Write::Revision(Box::new(without(holder, tag))));
        }
        let mut changed = without(wanted, tag);
        if put {
            changed.tags.push(tag.to_owned());
        }
        list.push(Write::Revision(Box::new(changed.clone())));
        self.ctx.store.commit(Fence::Stack { stack: root.id, version: root.version }, list).await?;
        Ok(changed)
    }

    async fn content(&self, root: &Stack, number: u32) -> Result<(Revision, Arc<Submission>)> {
        let revision = self.ctx.store.revision(root.id, number).await?;
        let revision = revision.ok_or_else(|| Error::unknown_revision(number))?;
        let submission = self.ctx.store.submission(&revision.submission).await?;
        Ok((revision, submission.ok_or_else(|| Error::unknown_revision(number))?))
    }
}

fn without(revision: &Revision, tag: &str) -> Revision {
    let mut changed = revision.clone();
    changed.tags.retain(|own| own != tag);
    changed
}

fn environment(submission: &Submission) -> Value {
    Value::Map(Arc::new(submission.environment.clone()))
}

/// Differences, found before the secrets are masked: that a secret changed may be seen, what it is may not.
fn changes(before: &Value, after: &Value) -> Vec<Change> {
    diff(before, after).iter().map(Change::masked).collect()
}

fn differing_files(before: &Submission, after: &Submission) -> Vec<String> {
    let names: BTreeSet<&String> = before.files.keys().chain(after.files.keys()).collect();
    names.into_iter().filter(|name| before.files.get(*name) != after.files.get(*name)).cloned().collect()
}

fn rebound(from: Option<&Bindings>, to: Option<&Bindings>) -> Vec<BindingChange> {
    let nothing = IndexMap::new();
    let (from, to) = (from.map_or(&nothing, |b| &b.0), to.map_or(&nothing, |b| &b.0));
    let slots: BTreeSet<_> = from.keys().chain(to.keys()).collect();
    let moved =
        slots.into_iter().filter(|path| from.get(*path).map(|b| b.incarnation) != to.get(*path).map(|b| b.incarnation));
    moved
        .map(|path| BindingChange {
            path: path.to_string(),
            from: from.get(path).and_then(|binding| binding.physical_id.clone()),
            to: to.get(path).and_then(|binding| binding.physical_id.clone()),
        })
        .collect()
}

fn masked(bindings: &Bindings) -> Bindings {
    let mut shown = bindings.clone();
    for binding in shown.0.values_mut() {
        binding.properties = binding.properties.masked();
        // Identity facts are what could forge the object: none of them is shown.
        if !binding.identity.is_null() {
            binding.identity = Value::str("******");
        }
    }
    shown
}
