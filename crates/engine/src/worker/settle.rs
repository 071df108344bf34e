//! Answers of calls: what they tell is committed at once, and if the step was taken away meanwhile it is recorded all the same.

use super::calls::{Answer, contained};
use super::{Worker, broke, fence, inputs, view};
use converge::{Answered, Event, Output};
use model::step::StepRow;
use model::value::Value;
use model::write::{Fence, Write};
use std::sync::Arc;

/// How often a commit is tried again when somebody else changed a record at the same time.
const TRIES: u32 = 4;

impl Worker {
    /// Takes in an answer.
    pub(super) async fn settle(&mut self, answer: Answer) -> store::Result<()> {
        for _ in 0..TRIES {
            match self.try_settle(&answer).await {
                Err(store::Error::Fenced(_)) => {}
                other => return other,
            }
            if !self.still_ours(&answer).await? {
                break;
            }
            // Perhaps only the lease ran out while the call was under way.
            self.report().await?;
        }
        for _ in 0..TRIES {
            match self.late(&answer).await {
                Err(store::Error::Fenced(_)) => {}
                other => return other,
            }
        }
        Err(store::Error::Fenced("a late answer could not be recorded".to_owned()))
    }

    async fn try_settle(&mut self, answer: &Answer) -> store::Result<()> {
        let id = answer.row.operation;
        let now = self.ctx.store.now().await?;
        if !self.load(id).await? {
            return Err(store::Error::Fenced(format!("operation {id} cannot be worked on")));
        }
        if self.caches.get(&id).is_none_or(|cache| cache.plan.id != answer.plan) {
            return Err(store::Error::Fenced(format!("operation {id} has another plan by now")));
        }
        let output = self.take_up(answer, now, false).await?;
        let (mut writes, mut wanted) = (Vec::new(), Vec::new());
        self.collect(id, output, &mut writes, &mut wanted);
        self.commit(id, writes).await?;
        self.begin(id, now, wanted);
        Ok(())
    }

    async fn take_up(&mut self, answer: &Answer, now: model::Timestamp, late: bool) -> store::Result<Output> {
        let entropy = self.ctx.entropy();
        let Some(cache) = self.caches.get_mut(&answer.row.operation) else {
            return Ok(Output::default());
        };
        let plan = Arc::clone(&cache.plan);
        let Some(step) = plan.steps.get(answer.row.index as usize) else {
            return Ok(Output::default());
        };
        let identity: Value = inputs::identity(&self.ctx, cache, step).await?;
        let view = view(&self.ctx, self.engine, cache, now);
        let answered = Answered {
            step,
            row: &answer.row,
            request: &answer.request,
            reply: answer.reply.clone(),
            identity,
            entropy,
        };
        let event = if late { Event::Late(answered) } else { Event::Answered(answered) };
        let decided = contained(|| converge::on(&view, event));
        Ok(decided.unwrap_or_else(|failure| broke(&view, step, &answer.row, failure)))
    }

    /// Whether a step that was claimed is this engine's still, in an operation that owns its stack still.
    async fn still_ours(&self, answer: &Answer) -> store::Result<bool> {
        let row = &answer.row;
        let Some(operation) = self.ctx.store.operation(row.operation).await? else {
            return Ok(false);
        };
        let other_plan = operation.plan != Some(answer.plan);
        if other_plan || self.overtaken(&operation).await? || operation.phase.is_final() {
            return Ok(false);
        }
        Ok(self
            .stored(row)
            .await?
            .is_some_and(|stored| stored.claims == row.claims && !store::rule::is_end(stored.status)))
    }

    pub(super) async fn stored(&self, row: &StepRow) -> store::Result<Option<StepRow>> {
        let steps = self.ctx.store.steps(row.operation).await?;
        Ok(steps.into_iter().find(|stored| stored.index == row.index))
    }

    /// Records an answer that came too late.
    async fn late(&mut self, answer: &Answer) -> store::Result<()> {
        let id = answer.row.operation;
        self.caches.remove(&id);
        let now = self.ctx.store.now().await?;
        if !self.load(id).await? {
            return Ok(());
        }
        let mut output = self.take_up(answer, now, true).await?;
        self.caches.remove(&id);
        let stored = self.stored(&answer.row).await?;
        let operation = self.ctx.store.operation(id).await?;
        let same_plan = operation.is_some_and(|operation| operation.plan == Some(answer.plan));
        let ours = same_plan
            && stored.is_some_and(|stored| stored.claims == answer.row.claims && !store::rule::is_end(stored.status));
        output.writes.retain(|write| ours || !matches!(write, Write::Step { .. }));
        let committed = self.ctx.store.commit(Fence::None, output.writes).await?;
        (self.ctx.wake)();
        self.after(committed).await
    }

    /// Commits what was decided about an operation as a whole.
    pub(super) async fn commit_for(
        &mut self,
        operation: &model::operation::Operation,
        output: Output,
    ) -> store::Result<()> {
        if output.writes.is_empty() {
            return Ok(());
        }
        self.caches.remove(&operation.id);
        let committed = self.ctx.store.commit(fence(operation, self.engine), output.writes).await?;
        (self.ctx.wake)();
        Box::pin(self.after(committed)).await
    }
}
