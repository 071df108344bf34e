//! The engine's state machine: one event and what is known lead to writes and effects, and nothing else happens.
//!
//! A step's event touches the step's row, its records, its successors' counters, the journal and the events, so its cost does not grow with
//! the stack; only what is decided once an operation (commit, finish, conclude) looks at all of it. Types are driven here too: their
//! flows are pure. Not here: evaluating templates, calls, timers, the store (`engine`), and which steps there are (`plan`).

mod draft;
mod events;
mod run;
mod stage;
mod text;
mod verb;

pub use events::wait::{clear_hook, waiting_hook};

use catalog::Catalog;
use model::failure::Failure;
use model::goal::DeletionPolicy;
use model::hook::Restriction;
use model::incarnation::Incarnation;
use model::operation::{Operation, OperationPhase};
use model::plan::{Plan, Step};
use model::request::{Reply, Request};
use model::revision::Revision;
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::{StepRow, StepStatus};
use model::value::{Map, Value};
use model::write::Write;
use model::{EngineId, IncarnationId, ResourcePath, Timestamp};

/// What an event is decided on.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The resource types.
    pub catalog: Catalog,
    /// The operation.
    pub operation: &'a Operation,
    /// The root stack.
    pub root: &'a Stack,
    /// The plan that is carried out.
    pub plan: &'a Plan,
    /// The records of the tree.
    pub records: &'a dyn Records,
    /// The engine that works.
    pub engine: EngineId,
    /// Now, in database time.
    pub now: Timestamp,
    /// Fresh bytes that identities of events are made of.
    pub nonce: u128,
    /// How often a busy cloud is asked again.
    pub busy_retries: u32,
}

/// The records of a tree.
pub trait Records: Sync {
    /// One record.
    fn get(&self, id: IncarnationId) -> Option<&Incarnation>;

    /// The record that has a slot.
    fn current(&self, path: &ResourcePath) -> Option<&Incarnation>;

    /// Every record, in a stable order.
    fn all(&self) -> Box<dyn Iterator<Item = &Incarnation> + '_>;
}

/// What happened.
pub enum Event<'a> {
    /// A step was claimed: it begins, or goes on where it stood.
    Claimed(Box<Claimed<'a>>),
    /// A call of a step was answered.
    Answered(Answered<'a>),
    /// A call was answered after the step had been taken away from its engine.
    Late(Answered<'a>),
    /// Deciding about a step failed inside: a fault of a type or of the program.
    Broke {
        /// The step.
        step: &'a Step,
        /// Its row.
        row: &'a StepRow,
        /// What is known of the fault.
        failure: Failure,
    },
    /// Nothing of the operation runs, waits or can start any more, and its end was not reached.
    Idle {
        /// The rows of its steps.
        steps: &'a [StepRow],
        /// The stacks of the tree.
        tree: &'a [Stack],
        /// The revision that it tries to reach.
        revision: Option<&'a Revision>,
        /// The snapshot that it fills.
        snapshot: Option<&'a Snapshot>,
    },
    /// The operation cannot be planned.
    Refused {
        /// Why.
        failure: Failure,
        /// The stacks of the tree.
        tree: &'a [Stack],
        /// The revision that it tries to reach.
        revision: Option<&'a Revision>,
        /// The snapshot that it fills.
        snapshot: Option<&'a Snapshot>,
    },
    /// The deadline has passed.
    Expired {
        /// The rows of its steps.
        steps: &'a [StepRow],
    },
    /// The calls of an operation that was overtaken are not waited for any longer. The view's operation and plan are those.
    Abandoned {
        /// The rows of its steps.
        steps: &'a [StepRow],
    },
}

/// A claimed step.
pub struct Claimed<'a> {
    /// The step.
    pub step: &'a Step,
    /// Its row, owned by the view's engine.
    pub row: &'a StepRow,
    /// What the definition wants of the slot, for works that change something; why it cannot be told otherwise.
    pub wanted: Option<Result<Wanted, Failure>>,
    /// Identity facts to recreate; null for none.
    pub identity: Value,
    /// The row of the stack nested in the step's record.
    pub nested: Option<Stack>,
    /// The revision that the operation tries to reach; for commits.
    pub revision: Option<Revision>,
    /// The living stacks of the tree; for the end of a delete, and for a commit that lets nested stacks go.
    pub tree: Vec<Stack>,
    /// The snapshot that the operation fills; for the end.
    pub snapshot: Option<Snapshot>,
    /// Fresh randomness for the type.
    pub entropy: [u8; 32],
}

/// An answered call.
pub struct Answered<'a> {
    /// The step.
    pub step: &'a Step,
    /// Its row as it was before the call.
    pub row: &'a StepRow,
    /// The call.
    pub request: &'a Request,
    /// The answer.
    pub reply: Result<Reply, Failure>,
    /// Identity facts to recreate; null for none.
    pub identity: Value,
    /// Fresh randomness for the type.
    pub entropy: [u8; 32],
}

/// What a definition wants of a slot, evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Its properties.
    pub properties: Value,
    /// Its metadata.
    pub metadata: Value,
    /// Slots that it refers to or depends on.
    pub requires: Vec<ResourcePath>,
    /// What happens to the object when the slot goes.
    pub deletion_policy: DeletionPolicy,
    /// The type as the template names it.
    pub type_name: String,
    /// The type that implements it.
    pub concrete_type: String,
    /// Of a nested type: the runtime data after the change.
    pub runtime: Option<Map>,
    /// What the environment forbids to do to the object that is there.
    pub restricted: Vec<Restriction>,
}

/// What an event leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// Changes of the store, for one commit.
    pub writes: Vec<Write>,
    /// What is to be done after the commit.
    pub effects: Vec<Effect>,
}

/// What is to be done after the commit.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Make this call; its answer is the step's next event.
    Call(Box<Request>),
}

/// Whether an operation has failed and waits for its rollback to be accepted: then an engine rolls back, and if that is refused ends it as
/// failed. Until then it keeps the phase `observing`, which keeps an engine's attention.
pub fn awaits_rollback(operation: &Operation) -> bool {
    operation.phase == OperationPhase::Observing && operation.failure.is_some() && operation.finished_at.is_some()
}

/// Whether calls of an operation are under way or unanswered, or it waits between two of them.
pub fn is_open(row: &StepRow) -> bool {
    match row.status {
        StepStatus::Running | StepStatus::Waiting => true,
        StepStatus::Ready => row.stage.is_some(),
        StepStatus::Pending | StepStatus::Done | StepStatus::Failed | StepStatus::Skipped => false,
    }
}

/// Decides.
pub fn on(view: &View<'_>, event: Event<'_>) -> Output {
    match event {
        Event::Claimed(claimed) => events::claimed::on(view, *claimed),
        Event::Answered(answered) => events::answered::on(view, answered),
        Event::Late(answered) => events::late::on(view, answered),
        Event::Broke { step, row, failure } => events::broke::on(view, step, row, failure),
        Event::Idle { steps, tree, revision, snapshot } => events::idle::on(view, steps, tree, revision, snapshot),
        Event::Refused { failure, tree, revision, snapshot } => {
            events::refused::on(view, failure, tree, revision, snapshot)
        }
        Event::Expired { steps } => events::expired::on(view, steps),
        Event::Abandoned { steps } => events::abandoned::on(view, steps),
    }
}

/// Whether a record stands for a nested stack: its type has no objects of its own.
pub fn is_holder(catalog: Catalog, record: &Incarnation) -> bool {
    match catalog.get(&record.concrete_type).map(|kind| &kind.shape) {
        None | Some(resource::Shape::Nested(_)) => true,
        Some(resource::Shape::Flow(_) | resource::Shape::Placeholder(_)) => false,
    }
}
