//! Looking at the objects of an operation that is to be planned: in chunks, each committed when it was seen, so that an engine that dies
//! costs one chunk, and whoever goes on sees from the records what is left.
//!
//! Not here: who is looked at and how (`planning::observe`).

use super::{Worker, fence};
use crate::planning::facts::Facts;
use crate::planning::observe::{self, CHUNK, Looks};
use model::operation::{Operation, OperationPhase};
use model::write::Write;
use std::future::poll_fn;
use std::task::{Context as TaskContext, Poll};

/// How far looking has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looked {
    /// Nothing is left to be seen.
    All,
    /// Something was done about it.
    Some,
    /// Answers are waited for.
    Waits,
}

impl Worker {
    /// Looks at what has to be looked at before an operation is planned.
    pub(super) async fn look(&mut self, operation: &Operation) -> store::Result<Looked> {
        if let Some(looks) = self.looks.get_mut(&operation.id) {
            if poll_fn(|context| Poll::Ready(looks.poll(context))).await.is_pending() {
                return Ok(Looked::Waits);
            }
            let seen = looks.take();
            self.looks.remove(&operation.id);
            let mut list = Vec::new();
            for (id, seen) in seen {
                // As it is now: a late answer may have told something meanwhile.
                if let Some(record) = self.ctx.store.incarnation(id).await? {
                    list.push(Write::Incarnation(Box::new(observe::taken_in(&record, seen))));
                }
            }
            self.ctx.store.commit(fence(operation, self.engine), list).await?;
            return Ok(Looked::Some);
        }
        let Some(stack) = self.ctx.store.stack(operation.stack).await? else {
            return Ok(Looked::All);
        };
        let facts = Facts::gather(&self.ctx, stack).await?;
        let aim = (&operation.goal, &operation.options);
        let left = observe::outstanding(&self.ctx, &facts, aim, operation.created_at);
        if left.is_empty() {
            return Ok(Looked::All);
        }
        if operation.phase != OperationPhase::Observing {
            let next = Operation { phase: OperationPhase::Observing, ..operation.clone() };
            let list = vec![Write::Operation(Box::new(next))];
            self.ctx.store.commit(fence(operation, self.engine), list).await?;
            return Ok(Looked::Some);
        }
        let mut looks = Looks::default();
        for record in left.iter().take(CHUNK) {
            looks.begin(&self.ctx, &facts.stack, record, facts.now);
        }
        self.looks.insert(operation.id, looks);
        Ok(Looked::Some)
    }

    /// Lets looks go on; ready when those of an operation are done.
    pub(super) fn poll_looks(&mut self, context: &mut TaskContext<'_>) -> Poll<()> {
        let done = self.looks.values_mut().filter_map(|looks| looks.poll(context).is_ready().then_some(())).count();
        if done > 0 { Poll::Ready(()) } else { Poll::Pending }
    }
}
