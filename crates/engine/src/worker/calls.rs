//! Calls under way: several at once, answered in any order, on any runtime.

use crate::context::Context;
use model::failure::{Failure, FailureKind};
use model::request::{Reply, Request};
use model::stack::Stack;
use model::step::StepRow;
use model::{PlanId, Timestamp};
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

/// How long after the decision a call may still be made.
const FRESH: Duration = Duration::from_secs(5);

/// A call that was answered.
pub(crate) struct Answer {
    /// The step's row as it was committed before the call.
    pub(crate) row: StepRow,
    /// The plan that the step is of.
    pub(crate) plan: PlanId,
    pub(crate) request: Box<Request>,
    pub(crate) reply: Outcome,
}

type Outcome = Result<Reply, Failure>;

struct Running {
    row: StepRow,
    plan: PlanId,
    request: Box<Request>,
    /// Never contended: the lock only makes the calls shareable between threads.
    reply: Mutex<Pin<Box<dyn Future<Output = Outcome> + Send>>>,
}

/// The calls.
#[derive(Default)]
pub(crate) struct Calls {
    running: Vec<Running>,
    answered: VecDeque<Answer>,
}

impl Calls {
    /// Begins a call that was decided on at a moment. An engine that was stopped in between does not make it any more: others may have
    /// looked for what it makes, and found nothing.
    pub(crate) fn start(
        &mut self,
        ctx: &Context,
        decided: Timestamp,
        stack: Stack,
        (row, plan): (StepRow, PlanId),
        request: Box<Request>,
    ) {
        let (cloud, store) = (Arc::clone(&ctx.cloud), Arc::clone(&ctx.store));
        let sent = request.clone();
        let reply = Box::pin(async move {
            match store.now().await {
                Ok(now) if now <= decided.after(FRESH) => cloud.call(&stack, &sent).await,
                Ok(_) | Err(_) => {
                    Err(Failure::new(FailureKind::InDoubt, "NotSent", "the engine was stopped before the call"))
                }
            }
        });
        self.running.push(Running { row, plan, request, reply: Mutex::new(reply) });
    }

    /// How many are under way or not taken in yet.
    pub(crate) fn count(&self) -> usize {
        self.running.len() + self.answered.len()
    }

    /// Whether there is an answer to be taken; whoever asks is woken when there is one.
    pub(crate) fn is_answered(&mut self, context: &mut TaskContext<'_>) -> bool {
        self.poll(context);
        !self.answered.is_empty()
    }

    /// Takes an answer that is there.
    pub(crate) async fn take(&mut self) -> Option<Answer> {
        poll_fn(|context| {
            self.poll(context);
            Poll::Ready(self.answered.pop_front())
        })
        .await
    }

    /// Lets every call go on. A call that panics may have had its effect.
    fn poll(&mut self, context: &mut TaskContext<'_>) {
        let mut running = Vec::with_capacity(self.running.len());
        for mut call in self.running.drain(..) {
            let reply = call.reply.get_mut().unwrap_or_else(PoisonError::into_inner);
            let reply = match contained(|| reply.as_mut().poll(context)) {
                Ok(Poll::Ready(reply)) => reply,
                Ok(Poll::Pending) => {
                    running.push(call);
                    continue;
                }
                Err(failure) => Err(Failure { kind: FailureKind::InDoubt, ..failure }),
            };
            self.answered.push_back(Answer { row: call.row, plan: call.plan, request: call.request, reply });
        }
        self.running = running;
    }
}

/// Does what may panic because of a fault in a type or in the program: the panic becomes a failure.
pub(crate) fn contained<T>(what: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(what)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(ToString::to_string);
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        let message = format!("internal fault: {}", text.unwrap_or_else(|| "unknown".to_owned()));
        Failure::new(FailureKind::Invalid, "InternalError", message)
    })
}
