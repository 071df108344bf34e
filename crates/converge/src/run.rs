//! One step in work: its row, its draft, and the ways in which it can end.

use crate::draft::Draft;
use crate::{Output, View, text};
use model::failure::{Failure, FailureKind};
use model::goal::{Goal, OnError, Status};
use model::incarnation::{Incarnation, Phase};
use model::operation::{Operation, OperationPhase};
use model::plan::{Action, PlannedResource, Reason, Stage as Part, Step, Work};
use model::step::{StepRow, StepStatus};
use model::value::Value;
use model::{IncarnationId, ResourcePath, StackPath};

pub(crate) struct Run<'a> {
    pub(crate) view: &'a View<'a>,
    pub(crate) step: &'a Step,
    pub(crate) row: StepRow,
    pub(crate) draft: Draft<'a>,
    pub(crate) identity: &'a Value,
    pub(crate) entropy: [u8; 32],
    /// Whether a call of the sequence under way was not answered.
    pub(crate) doubt: bool,
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        view: &'a View<'a>,
        step: &'a Step,
        row: &StepRow,
        identity: &'a Value,
        entropy: [u8; 32],
    ) -> Self {
        Self { view, step, row: row.clone(), draft: Draft::new(view), identity, entropy, doubt: false }
    }

    /// A record, to be changed.
    pub(crate) fn record(&self, id: IncarnationId) -> Option<Incarnation> {
        self.view.records.get(id).cloned()
    }

    /// The step ended well.
    pub(crate) fn done(self) -> Output {
        self.end(StepStatus::Done)
    }

    /// The step is not needed.
    pub(crate) fn skipped(self) -> Output {
        self.end(StepStatus::Skipped)
    }

    fn end(mut self, status: StepStatus) -> Output {
        self.row.status = status;
        self.row.owner = None;
        self.row.stage = None;
        self.draft.step(self.row, self.step.next.clone());
        self.draft.finish()
    }

    /// The step does not begin: nothing may start any more, not even what it would have released.
    pub(crate) fn held_back(self) -> Output {
        self.skipped()
    }

    /// The plan does not fit what is known now: the rest is planned again, and nothing else starts until then.
    pub(crate) fn replan(self, status: StepStatus) -> Output {
        let operation = self.view.operation.clone();
        self.replan_as(operation, status)
    }

    /// The cloud makes no more objects of a type: the rest is planned again so that those that nobody needs go first.
    pub(crate) fn make_room(self, concrete_type: &str) -> Output {
        let mut operation = self.view.operation.clone();
        operation.options.exhausted.push(concrete_type.to_owned());
        self.replan_as(operation, StepStatus::Skipped)
    }

    fn replan_as(mut self, mut operation: Operation, status: StepStatus) -> Output {
        operation.phase = OperationPhase::Planning;
        operation.halting = true;
        self.draft.operation(operation);
        self.row.status = status;
        self.row.owner = None;
        self.row.stage = None;
        self.draft.step(self.row, self.step.next.clone());
        self.draft.finish()
    }

    /// The step ended badly: its record says so, and perhaps nothing else may start.
    pub(crate) fn failed(mut self, record: Option<Incarnation>, failure: Failure) -> Output {
        if let Some(mut record) = record {
            let reason = text::failed(&failure, &record.path, &record.path.stack());
            let action = record.action;
            self.draft.state(&mut record, action, Status::Failed, &reason);
            self.draft.record(&record);
        }
        self.fail_operation(&failure);
        self.row.status = StepStatus::Failed;
        self.row.owner = None;
        self.row.stage = None;
        self.row.failure = Some(failure);
        self.draft.step(self.row, Vec::new());
        self.draft.finish()
    }

    fn fail_operation(&mut self, failure: &Failure) {
        let old = self.view.operation;
        let mut operation = old.clone();
        if operation.failure.is_none() {
            let path = self.step.path.as_ref().map(ResourcePath::as_str).unwrap_or_default();
            operation.failure = Some((path.to_owned(), failure.clone()));
        }
        operation.halting |= self.halts();
        if operation != *old {
            self.draft.operation(operation);
        }
    }

    /// Whether a failure of this step keeps others from starting: never after the commit; else by the goal and the options.
    fn halts(&self) -> bool {
        let building = match self.step.stage {
            Part::Build | Part::Commit => true,
            Part::Sweep | Part::Finish => false,
        };
        let goes_on = match self.view.operation.goal {
            Goal::Rollback { .. } => self.view.operation.options.on_error == OnError::Continue,
            Goal::Check => true,
            Goal::Create
            | Goal::Adopt
            | Goal::Update
            | Goal::Delete
            | Goal::Suspend
            | Goal::Resume
            | Goal::Snapshot { .. }
            | Goal::Sweep
            | Goal::Restore { .. } => false,
        };
        building && !goes_on
    }

    /// The step cannot be worked on because what it needs is not there: a fault of the plan or of the store.
    pub(crate) fn lost(self, what: &str) -> Output {
        let failure = Failure::new(FailureKind::Invalid, "Error", format!("{what} is not there"));
        self.failed(None, failure)
    }

    /// The path that the step is about, as the record knows it if the step does not say.
    pub(crate) fn path(&self, record: &Incarnation) -> ResourcePath {
        self.step.path.clone().unwrap_or_else(|| record.path.clone())
    }

    /// Whether the step's work is a delete before the commit.
    pub(crate) fn deletes_first(&self) -> bool {
        matches!(self.step.work, Work::Delete { .. }) && self.step.stage == Part::Build
    }

    /// Whether an object that turns out to be gone can be planned for again: there is a definition to plan for, and no commit yet.
    pub(crate) fn can_replan(&self) -> bool {
        self.view.operation.revision.is_some() && self.step.stage == Part::Build && !self.view.operation.halting
    }

    /// Whether objects of a type that the target does not have stand in the way of one that it has, and that was not tried yet.
    pub(crate) fn can_make_room(&self, concrete_type: &str) -> bool {
        let options = &self.view.operation.options;
        let known = options.exhausted.iter().any(|known| known == concrete_type);
        let spare = |entry: &PlannedResource| {
            entry.reason == Reason::MadeAfterTarget
                && entry.action == Action::Delete
                && entry.concrete_type == concrete_type
        };
        self.can_replan() && !known && self.view.plan.resources.iter().any(spare)
    }

    /// Whether an object that was to be removed turned out to be needed after all: it has its slot.
    pub(crate) fn is_wanted(&self, record: &Incarnation) -> bool {
        let holds = record.current && !matches!(record.phase, Phase::Doomed | Phase::Deleting);
        holds && self.step.stage != Part::Build && !self.deletes_all()
    }

    /// Whether clients go on seeing objects as resources until they are gone.
    pub(crate) fn deletes_all(&self) -> bool {
        matches!(self.view.operation.goal, Goal::Delete)
    }
}

/// A path in words for people: that of the tree, from the root.
pub(crate) fn at_root(path: &ResourcePath) -> String {
    text::place(path, &StackPath::root())
}
