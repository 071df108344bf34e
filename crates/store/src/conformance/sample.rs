//! Plain rows to build tests from.

use model::event::Event;
use model::goal::{Class, DeletionPolicy, Goal, Options, StackAction, Status, SweepPolicy};
use model::incarnation::{Health, Incarnation, Phase};
use model::journal::{JournalEntry, Note};
use model::operation::{Operation, OperationPhase};
use model::plan::{Basis, Plan, Stage, Step, Work};
use model::revision::{Outcome, Revision};
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::submission::{Submission, SubmissionId};
use model::value::Map;
use model::{EngineId, EventId, IncarnationId, OperationId, PlanId, SeededIds, SnapshotId};
use model::{ResourcePath, StackId, StackPath, Timestamp, Value};

/// Draws identifiers and makes rows with them.
#[derive(Debug)]
pub struct Samples {
    ids: SeededIds,
}

impl Samples {
    /// Rows whose identifiers are decided by `seed`.
    pub fn new(seed: u64) -> Self {
        Self { ids: SeededIds::new(seed) }
    }

    /// The source of identifiers.
    pub fn ids(&mut self) -> &mut SeededIds {
        &mut self.ids
    }

    /// An engine's identity.
    pub fn engine(&mut self) -> EngineId {
        EngineId::draw(&mut self.ids)
    }

    /// A root stack that nothing was done to.
    pub fn stack(&mut self, project: &str, name: &str) -> Stack {
        let id = StackId::draw(&mut self.ids);
        Stack {
            id,
            project: project.to_owned(),
            name: name.to_owned(),
            root: id,
            parent: None,
            path: StackPath::root(),
            action: StackAction::Create,
            status: Status::InProgress,
            status_reason: "Stack CREATE started".to_owned(),
            created_at: Timestamp(1_000_000),
            updated_at: None,
            deleted_at: None,
            tags: Vec::new(),
            timeout_mins: None,
            disable_rollback: true,
            owner: "demo".to_owned(),
            sweep: SweepPolicy::Immediate,
            sweep_after_secs: 0,
            limit: None,
            head: None,
            attempted: None,
            operation: None,
            epoch: 0,
            version: 0,
        }
    }

    /// A stack nested in another.
    pub fn nested(&mut self, around: &Stack, resource: &str) -> Stack {
        let mut stack = self.stack(&around.project, &format!("{}-{resource}", around.name));
        stack.root = around.root;
        stack.parent = Some(around.id);
        stack.path = around.path.resource(resource).nested();
        stack
    }

    /// An operation that builds; the next epoch of the stack, which is made to own it.
    pub fn operation(&mut self, stack: &mut Stack) -> Operation {
        let id = OperationId::draw(&mut self.ids);
        stack.epoch += 1;
        stack.operation = Some(id);
        Operation {
            id,
            stack: stack.id,
            goal: Goal::Create,
            phase: OperationPhase::Building,
            epoch: stack.epoch,
            revision: Some(1),
            plan: None,
            options: Options::default(),
            requester: "demo".to_owned(),
            client_token: None,
            halting: false,
            failure: None,
            rollback_on_failure: false,
            created_at: Timestamp(1_000_000),
            deadline: None,
            finished_at: None,
        }
    }

    /// A plan whose step `i` waits for the steps in `waits[i]`.
    pub fn plan(&mut self, stack: &Stack, waits: &[&[u32]]) -> Plan {
        let step = |(index, before): (usize, &&[u32])| {
            let index = u32::try_from(index).unwrap();
            let next = waits.iter().enumerate().filter(|(_, before)| before.contains(&index));
            Step {
                index,
                stage: Stage::Build,
                path: None,
                work: Work::Finish,
                bound: Class::Safe,
                waits: u32::try_from(before.len()).unwrap(),
                next: next.map(|(index, _)| u32::try_from(index).unwrap()).collect(),
            }
        };
        Plan {
            id: PlanId::draw(&mut self.ids),
            format: Plan::FORMAT,
            stack: stack.id,
            goal: Goal::Create,
            basis: Basis { epoch: stack.epoch, revision: None, generations: indexmap::IndexMap::new() },
            resources: Vec::new(),
            steps: waits.iter().enumerate().map(step).collect(),
            class: Class::Safe,
            needs_consent: Vec::new(),
            not_undone: Vec::new(),
            blockers: Vec::new(),
            peak: indexmap::IndexMap::new(),
            created_at: Timestamp(1_000_000),
        }
    }

    /// A live, current record.
    pub fn record(&mut self, stack: &Stack, name: &str) -> Incarnation {
        Incarnation {
            id: IncarnationId::draw(&mut self.ids),
            root: stack.root,
            stack: stack.id,
            path: stack.path.resource(name),
            type_name: "OS::Heat::Value".to_owned(),
            concrete_type: "OS::Heat::Value".to_owned(),
            physical_id: Some(format!("physical-{name}")),
            physical_name: format!("{}-{name}", stack.name),
            phase: Phase::Live,
            current: true,
            health: Health::Healthy,
            health_reason: None,
            action: StackAction::Create,
            status: Status::Complete,
            status_reason: "state changed".to_owned(),
            applied: Value::map([("value", Value::Int(1))]),
            attempted: None,
            doubts: Vec::new(),
            metadata: Value::Null,
            data: Map::new(),
            observed: None,
            claims: Vec::new(),
            handed_over: Vec::new(),
            requires: vec![ResourcePath::new("other")],
            deletion_policy: DeletionPolicy::Delete,
            external: false,
            delete_blocked_by: None,
            replaces: None,
            created_by: OperationId::draw(&mut self.ids),
            created_in: 1,
            created_at: Timestamp(1_000_000),
            updated_at: Timestamp(1_000_000),
            generation: 0,
        }
    }

    /// An event of a resource.
    pub fn event(&mut self, stack: &Stack, name: &str) -> Event {
        Event {
            id: EventId::draw(&mut self.ids),
            stack: stack.id,
            root: stack.root,
            resource_name: name.to_owned(),
            physical_id: None,
            resource_type: "OS::Heat::Value".to_owned(),
            action: StackAction::Create,
            status: Status::Complete,
            reason: "state changed".to_owned(),
            properties: Value::Null,
            operation: None,
            at: Timestamp(1_000_000),
        }
    }

    /// A revision of a root stack with the submission that it refers to.
    pub fn revision(&mut self, stack: &Stack, number: u32, text: &str) -> (Revision, SubmissionId, Submission) {
        let submission = Submission { template: text.to_owned(), format: Submission::FORMAT, ..Submission::default() };
        let id = SubmissionId(format!("sha256-of-{text}"));
        let revision = Revision {
            stack: stack.id,
            number,
            submission: id.clone(),
            parent: number.checked_sub(1).filter(|parent| *parent > 0),
            outcome: Outcome::Pending,
            rollback_of: None,
            action: StackAction::Update,
            requester: "demo".to_owned(),
            message: None,
            source: None,
            tags: Vec::new(),
            operation: OperationId::draw(&mut self.ids),
            created_at: Timestamp(1_000_000),
            finished_at: None,
        };
        (revision, id, submission)
    }

    /// A snapshot.
    pub fn snapshot(&mut self, stack: &Stack) -> Snapshot {
        Snapshot {
            id: SnapshotId::draw(&mut self.ids),
            stack: stack.id,
            name: None,
            status: Status::InProgress,
            status_reason: String::new(),
            data: Value::Null,
            revision: 1,
            created_at: Timestamp(1_000_000),
        }
    }

    /// A line of the journal.
    pub fn journal(&self, operation: &Operation, about: Option<IncarnationId>, verb: &str) -> JournalEntry {
        JournalEntry {
            operation: operation.id,
            step: 0,
            incarnation: about,
            epoch: operation.epoch,
            at: Timestamp(1_000_000),
            note: Note::Intent { verb: verb.to_owned(), call: String::new() },
        }
    }
}
