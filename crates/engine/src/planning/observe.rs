//! Looking before planning: which objects there is doubt about, and asking the cloud how they are (rollback.md 7.5, steps 1 and 2).
//!
//! Looking only reads. Within a request it has a time to be done in, and what was not seen by then is left to the engine, which looks at
//! its own pace, chunk by chunk (`worker::look`). Not here: what follows from what was seen (`plan`).

use super::facts::Facts;
use crate::context::{Cloud, Context};
use crate::worker::contained;
use model::failure::{Failure, FailureKind};
use model::goal::{Goal, Observe, Options, StackAction, Status};
use model::incarnation::{Health, Incarnation, Phase};
use model::observation::Observation;
use model::stack::Stack;
use model::{IncarnationId, Timestamp};
use resource::{Answer, Flow, Inputs, Next, Shape, Turn, Verb};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

/// How many objects are looked at side by side.
pub(crate) const CHUNK: usize = 64;

/// How many calls a look at one object takes at most.
const TURNS: usize = 8;

/// The objects that have to be looked at before `goal` is planned, and have not been since `since`.
pub(crate) fn outstanding(
    ctx: &Context,
    facts: &Facts,
    (goal, options): (&Goal, &Options),
    since: Timestamp,
) -> Vec<Arc<Incarnation>> {
    let target = match goal {
        Goal::Rollback { to: Some(number) } => facts.revision(*number).and_then(|revision| revision.finished_at),
        Goal::Update | Goal::Restore { .. } => None,
        Goal::Create
        | Goal::Adopt
        | Goal::Rollback { to: None }
        | Goal::Delete
        | Goal::Check
        | Goal::Suspend
        | Goal::Resume
        | Goal::Snapshot { .. }
        | Goal::Sweep => return Vec::new(),
    };
    let all = options.converge || options.observe == Observe::All;
    let asked = |record: &Incarnation| record.observed.as_ref().is_some_and(|seen| seen.at >= since);
    let there = |record: &Incarnation| record.may_exist() || record.phase == Phase::Retained;
    let touched = |record: &Incarnation| target.is_some_and(|then| record.updated_at > then);
    let records = facts.records.iter().filter(|r| there(r) && r.physical_id.is_some() && flow(ctx, r).is_some());
    records.filter(|r| !asked(r) && (all || is_suspect(r) || touched(r))).cloned().collect()
}

/// Whether the records leave doubt about an object.
fn is_suspect(record: &Incarnation) -> bool {
    record.phase != Phase::Live
        || record.health != Health::Healthy
        || record.status != Status::Complete
        || record.attempted.is_some()
        || record.delete_blocked_by.is_some()
        || !record.handed_over.is_empty()
        || record.observed.as_ref().is_some_and(|seen| seen.exists == Some(false))
}

fn flow(ctx: &Context, record: &Incarnation) -> Option<&'static Flow> {
    match ctx.catalog.get(&record.concrete_type).map(|kind| &kind.shape) {
        Some(Shape::Flow(flow)) => Some(flow),
        Some(Shape::Nested(_) | Shape::Placeholder(_)) | None => None,
    }
}

/// Looks at what has to be looked at, as long as `patience` lasts. `facts` tell afterwards what was seen, and what was not; the records
/// that changed are returned as they are to be stored.
pub(crate) async fn within(
    ctx: &Context,
    facts: &mut Facts,
    aim: (&Goal, &Options),
    patience: Duration,
) -> Vec<Incarnation> {
    let asked = outstanding(ctx, facts, aim, facts.now);
    let mut looks = Looks::default();
    let (stack, now) = (&facts.stack, facts.now);
    let all = async {
        for chunk in asked.chunks(CHUNK) {
            chunk.iter().for_each(|record| looks.begin(ctx, stack, record, now));
            poll_fn(|context| looks.poll(context)).await;
        }
    };
    if patience.is_zero() {
        looks.at_once(ctx, &asked, now);
    } else {
        // Whoever is late is left alone: reading has no effect.
        let _ = tokio::time::timeout(patience, all).await;
    }
    let seen = looks.take();
    facts.unseen = asked.iter().map(|r| r.id).filter(|id| !seen.iter().any(|(other, _)| other == id)).collect();
    let find = |id: IncarnationId| asked.iter().find(|record| record.id == id);
    seen.into_iter().filter_map(|(id, seen)| find(id).map(|record| taken_in(record, seen))).collect()
}

/// A record with what was seen of its object. A word that somebody gave about its health stands.
pub(crate) fn taken_in(record: &Incarnation, seen: Observation) -> Incarnation {
    let mut record = record.clone();
    if seen.exists == Some(true) && !is_declared(&record) {
        record.health = seen.health;
        record.health_reason.clone_from(&seen.reason);
    }
    record.observed = Some(seen);
    record
}

/// Whether somebody declared the object unhealthy, who knows better than a cloud that finds nothing wrong with it.
fn is_declared(record: &Incarnation) -> bool {
    let observed = record.observed.as_ref().is_some_and(|s| s.exists == Some(false) || s.health == Health::Broken);
    let failed = (record.action, record.status) == (StackAction::Check, Status::Failed);
    record.health == Health::Broken && failed && !observed
}

type Look = Pin<Box<dyn Future<Output = Observation> + Send>>;

/// Looks under way.
#[derive(Default)]
pub(crate) struct Looks {
    /// Never contended: the lock only makes the looks shareable between threads.
    running: Vec<(IncarnationId, Mutex<Look>)>,
    seen: Vec<(IncarnationId, Observation)>,
}

impl Looks {
    /// Begins to look at an object. What needs no call is seen at once.
    pub(crate) fn begin(&mut self, ctx: &Context, stack: &Stack, record: &Arc<Incarnation>, now: Timestamp) {
        let Some((asking, first)) = Asking::new(ctx, record, now) else { return };
        match first {
            Step::Seen(seen) => self.seen.push((record.id, seen)),
            first @ Step::Call(..) => {
                let look = Box::pin(asking.finish(Arc::clone(&ctx.cloud), stack.clone(), first));
                self.running.push((record.id, Mutex::new(look)));
            }
        }
    }

    /// Looks at what needs no call.
    fn at_once(&mut self, ctx: &Context, records: &[Arc<Incarnation>], now: Timestamp) {
        for record in records {
            if let Some((_, Step::Seen(seen))) = Asking::new(ctx, record, now) {
                self.seen.push((record.id, seen));
            }
        }
    }

    /// Lets every look go on; ready when none is under way.
    pub(crate) fn poll(&mut self, context: &mut TaskContext<'_>) -> Poll<()> {
        let seen = &mut self.seen;
        self.running.retain_mut(|(id, look)| {
            let look = look.get_mut().unwrap_or_else(PoisonError::into_inner);
            match look.as_mut().poll(context) {
                Poll::Ready(told) => {
                    seen.push((*id, told));
                    false
                }
                Poll::Pending => true,
            }
        });
        if self.running.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    }

    /// What was seen.
    pub(crate) fn take(&mut self) -> Vec<(IncarnationId, Observation)> {
        std::mem::take(&mut self.seen)
    }
}

/// A look at one object.
struct Asking {
    flow: &'static Flow,
    record: Arc<Incarnation>,
    now: Timestamp,
    entropy: [u8; 32],
}

/// What a turn of a look leads to.
enum Step {
    Seen(Observation),
    Call(Box<model::request::Request>, serde_json::Value),
}

impl Asking {
    /// A look, and its first turn.
    fn new(ctx: &Context, record: &Arc<Incarnation>, now: Timestamp) -> Option<(Self, Step)> {
        let flow = flow(ctx, record)?;
        let asking = Self { flow, record: Arc::clone(record), now, entropy: ctx.entropy() };
        let first = asking.turn(|inputs| (flow.start)(Verb::Observe, inputs));
        Some((asking, first))
    }

    fn turn(&self, turn: impl FnOnce(&Inputs<'_>) -> Turn) -> Step {
        const NOTHING: &model::Value = &model::Value::Null;
        let inputs = Inputs {
            record: &self.record,
            properties: &self.record.applied,
            identity: NOTHING,
            details: NOTHING,
            now: self.now,
            entropy: self.entropy,
        };
        match contained(|| turn(&inputs)).map(|turn| turn.next) {
            Ok(Next::Done(Some(seen))) => Step::Seen(Observation { at: self.now, ..*seen }),
            Ok(Next::Done(None)) => self.unknown("the type does not tell"),
            Ok(Next::Call { request, stage }) => Step::Call(request, stage),
            Ok(Next::Wait { .. }) => self.unknown("the object is changing"),
            Ok(Next::Failed(failure)) | Err(failure) => self.failed(failure),
        }
    }

    fn unknown(&self, why: &str) -> Step {
        Step::Seen(Observation::unknown(self.now, why))
    }

    fn failed(&self, failure: Failure) -> Step {
        if failure.kind == FailureKind::Gone {
            return Step::Seen(Observation::gone(self.now));
        }
        let failure = failure.redacted(&self.record.applied.secrets());
        self.unknown(&failure.message)
    }

    async fn finish(self, cloud: Arc<dyn Cloud>, stack: Stack, first: Step) -> Observation {
        let mut step = first;
        for _ in 0..TURNS {
            match step {
                Step::Seen(seen) => return seen,
                Step::Call(request, stage) => {
                    let answer = Answer::Replied(cloud.call(&stack, &request).await);
                    step = self.turn(|inputs| (self.flow.resume)(Verb::Observe, &stage, answer, inputs));
                }
            }
        }
        match step {
            Step::Seen(seen) => seen,
            Step::Call(..) => Observation::unknown(self.now, "the cloud does not come to an answer"),
        }
    }
}
