//! The read traits of the in-memory store, but the engines' queue.

use super::{MemoryStore, query};
use crate::{EventFilter, Events, Incarnations, Operations, Result, Revisions, Snapshots, StackFilter, Stacks};
use async_trait::async_trait;
use model::event::Event;
use model::incarnation::{Incarnation, Phase};
use model::journal::JournalEntry;
use model::operation::Operation;
use model::plan::Plan;
use model::revision::{Bindings, Revision};
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::StepRow;
use model::submission::{Submission, SubmissionId};
use model::{EventId, IncarnationId, OperationId, PlanId, ResourcePath, SnapshotId, StackId};
use std::sync::Arc;

#[async_trait]
impl Stacks for MemoryStore {
    async fn stack(&self, id: StackId) -> Result<Option<Stack>> {
        Ok(self.rows().stack(id).cloned())
    }

    async fn stack_by_name(&self, project: &str, name: &str, deleted: bool) -> Result<Option<Stack>> {
        let rows = self.rows();
        let named = || rows.stacks().filter(|stack| stack.is_root() && stack.name == name && stack.project == project);
        let living = named().find(|stack| stack.deleted_at.is_none());
        // The last of several that were deleted at the same moment is the newest.
        let gone = || if deleted { named().max_by_key(|stack| stack.deleted_at) } else { None };
        Ok(living.or_else(gone).cloned())
    }

    async fn tree(&self, root: StackId) -> Result<Vec<Stack>> {
        let rows = self.rows();
        let mut stacks: Vec<Stack> =
            rows.stacks().filter(|stack| stack.root == root && stack.deleted_at.is_none()).cloned().collect();
        stacks.sort_by_key(|stack| !stack.is_root());
        Ok(stacks)
    }

    async fn stacks(&self, filter: &StackFilter) -> Result<Vec<Stack>> {
        Ok(query::stacks(&self.rows(), filter))
    }

    async fn count_stacks(&self, filter: &StackFilter) -> Result<u64> {
        Ok(self.rows().stacks().filter(|stack| query::finds(filter, stack)).count() as u64)
    }
}

#[async_trait]
impl Revisions for MemoryStore {
    async fn submission(&self, id: &SubmissionId) -> Result<Option<Arc<Submission>>> {
        Ok(self.rows().submission(id).cloned())
    }

    async fn revision(&self, stack: StackId, number: u32) -> Result<Option<Revision>> {
        Ok(self.rows().revision(stack, number).cloned())
    }

    async fn revisions(&self, stack: StackId) -> Result<Vec<Revision>> {
        Ok(self.rows().revisions(stack).rev().cloned().collect())
    }

    async fn bindings(&self, stack: StackId, revision: u32) -> Result<Option<Arc<Bindings>>> {
        Ok(self.rows().bindings(stack, revision).cloned())
    }
}

#[async_trait]
impl Incarnations for MemoryStore {
    async fn incarnation(&self, id: IncarnationId) -> Result<Option<Arc<Incarnation>>> {
        Ok(self.rows().incarnation(id).cloned())
    }

    async fn incarnations(&self, root: StackId, gone: bool) -> Result<Vec<Arc<Incarnation>>> {
        let rows = self.rows();
        Ok(rows.incarnations(root).filter(|record| gone || record.phase != Phase::Gone).cloned().collect())
    }

    async fn incarnations_since(&self, root: StackId, seen: u64) -> Result<(Vec<Arc<Incarnation>>, u64)> {
        let rows = self.rows();
        let Some(tree) = rows.trees.get(&root) else { return Ok((Vec::new(), seen)) };
        let changed = tree.changes.range(seen.saturating_add(1)..);
        let records = changed.filter_map(|(_, id)| rows.incarnation(*id).cloned()).collect();
        Ok((records, tree.changes.last_key_value().map_or(seen, |(last, _)| seen.max(*last))))
    }

    async fn resources(&self, stack: StackId) -> Result<Vec<Arc<Incarnation>>> {
        let rows = self.rows();
        let Some(root) = rows.stack(stack).map(|row| row.root) else { return Ok(Vec::new()) };
        Ok(rows.incarnations(root).filter(|record| record.current && record.stack == stack).cloned().collect())
    }

    async fn current(&self, root: StackId, path: &ResourcePath) -> Result<Option<Arc<Incarnation>>> {
        let rows = self.rows();
        Ok(rows.incarnations(root).rev().find(|record| record.current && record.path == *path).cloned())
    }
}

#[async_trait]
impl Operations for MemoryStore {
    async fn operation(&self, id: OperationId) -> Result<Option<Operation>> {
        Ok(self.rows().operation(id).cloned())
    }

    async fn operations(&self, stack: StackId) -> Result<Vec<Operation>> {
        Ok(self.rows().operations_of(stack).rev().cloned().collect())
    }

    async fn operation_by_token(&self, stack: StackId, token: &str) -> Result<Option<Operation>> {
        let rows = self.rows();
        let found = rows.operations_of(stack).rev().find(|row| row.client_token.as_deref() == Some(token));
        Ok(found.cloned())
    }

    async fn plan(&self, id: PlanId) -> Result<Option<Arc<Plan>>> {
        Ok(self.rows().plan(id).cloned())
    }

    async fn steps(&self, operation: OperationId) -> Result<Vec<StepRow>> {
        Ok(self.rows().steps(operation).to_vec())
    }

    async fn journal(&self, operation: OperationId, about: Option<IncarnationId>) -> Result<Vec<JournalEntry>> {
        let rows = self.rows();
        let lines = rows.journal(operation).iter();
        Ok(lines.filter(|line| about.is_none() || line.incarnation == about).cloned().collect())
    }
}

#[async_trait]
impl Events for MemoryStore {
    async fn events(&self, filter: &EventFilter) -> Result<Vec<Event>> {
        Ok(query::events(&self.rows(), filter))
    }

    async fn event(&self, id: EventId) -> Result<Option<Event>> {
        let rows = self.rows();
        Ok(rows.event_places.get(&id).and_then(|place| rows.events().get(*place)).cloned())
    }
}

#[async_trait]
impl Snapshots for MemoryStore {
    async fn snapshot(&self, id: SnapshotId) -> Result<Option<Snapshot>> {
        let rows = self.rows();
        Ok(rows.snapshot_place(id).and_then(|place| rows.snapshots.get(&place)).cloned())
    }

    async fn snapshots(&self, stack: StackId) -> Result<Vec<Snapshot>> {
        Ok(self.rows().snapshots(stack).cloned().collect())
    }
}
