//! Rows of every kind with anything in them, decided by a seed.

use super::sample::Samples;
use model::event::Event;
use model::failure::{Failure, FailureKind};
use model::goal::{Class, DeletionPolicy, Goal, Options, StackAction, Status, SweepPolicy};
use model::incarnation::{Claim, Health, Incarnation, Phase};
use model::journal::{JournalEntry, Note};
use model::observation::Observation;
use model::operation::{Operation, OperationPhase};
use model::plan::{Action, Blocker, NotUndone, Plan, PlannedResource, Reason};
use model::revision::{Binding, Bindings, Outcome, Revision, Source};
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::StepRow;
use model::submission::{Submission, SubmissionId};
use model::value::diff::Change;
use model::value::{Key, Map};
use model::{IncarnationId, OperationId, ResourcePath, SeededIds, Timestamp, Value};

/// Makes rows.
#[derive(Debug)]
pub struct Generator {
    ids: SeededIds,
    samples: Samples,
}

const TEXTS: [&str; 12] = [
    "",
    "a",
    "$secret",
    "$sealed",
    "$map",
    "v1:x:y",
    "grüße\u{1f600}",
    "quote\"s 'and' \\",
    "\u{0}\n\t",
    "null",
    "1",
    "'; --",
];

impl Generator {
    /// Rows that are decided by `seed`.
    pub fn new(seed: u64) -> Self {
        Self { ids: SeededIds::new(seed), samples: Samples::new(!seed) }
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.ids.next_u64() % bound
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 0
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| make(self))
    }

    fn some<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(3)).map(|_| make(self)).collect()
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let place = self.below(of.len() as u64);
        of[usize::try_from(place).unwrap()]
    }

    fn text(&mut self) -> String {
        match self.below(3) {
            0 => self.pick(&TEXTS).to_owned(),
            1 => format!("text {}", self.below(1000)),
            _ => self.some(|own| char::from_u32(own.below(0xd800) as u32).unwrap_or('x')).into_iter().collect(),
        }
    }

    fn time(&mut self) -> Timestamp {
        Timestamp(self.ids.next_u64().cast_signed() >> self.below(64))
    }

    fn small(&mut self) -> u32 {
        u32::try_from(self.below(1 << 31)).unwrap()
    }

    fn path(&mut self) -> ResourcePath {
        ResourcePath::new(format!("{}/{}", self.text(), self.below(9)))
    }

    /// Any value, secrets and unknowns included; no `nan`, which equals nothing.
    pub fn value(&mut self, depth: u32) -> Value {
        let kinds = if depth == 0 { 7 } else { 11 };
        match self.below(kinds) {
            0 => Value::Null,
            1 => Value::Bool(self.flag()),
            2 => Value::Int(self.ids.next_u64().cast_signed()),
            3 => Value::big(format!("{}{}", self.small() + 1, self.ids.next_u64()).parse().unwrap()),
            4 => Value::Float(Some(f64::from_bits(self.ids.next_u64())).filter(|f| !f.is_nan()).unwrap_or(0.1)),
            5 => Value::str(self.text()),
            6 => Value::unknown(self.path(), &self.text()),
            7 | 8 => Value::list(self.some(|own| own.value(depth - 1))),
            9 => Value::Map(self.map(depth - 1).into()),
            _ => self.value(depth - 1).into_secret(),
        }
    }

    fn map(&mut self, depth: u32) -> Map {
        let entry = |own: &mut Self| {
            let key = match own.below(6) {
                0 => Key::Other("int", own.below(9).to_string().into()),
                _ => Key::from(own.text()),
            };
            (key, own.value(depth))
        };
        self.some(entry).into_iter().collect()
    }

    fn failure(&mut self) -> Failure {
        let kinds = [
            FailureKind::Gone,
            FailureKind::InUse { by: self.maybe(Self::text) },
            FailureKind::Duplicate { claim: self.maybe(Self::text) },
            FailureKind::InDoubt,
            FailureKind::ExceedsPlan,
        ];
        let kind = kinds[usize::try_from(self.below(5)).unwrap()].clone();
        Failure::new(kind, &self.text(), self.text())
    }

    /// A stack; a root of its own.
    pub fn stack(&mut self) -> Stack {
        let text = self.text();
        let base = self.samples.stack(&text, &self.ids.next_u64().to_string());
        Stack {
            action: self.pick(StackAction::ALL),
            status: self.pick(Status::ALL),
            status_reason: self.text(),
            created_at: self.time(),
            updated_at: self.maybe(Self::time),
            deleted_at: self.maybe(Self::time),
            tags: self.some(Self::text),
            timeout_mins: self.maybe(Self::small),
            disable_rollback: self.flag(),
            owner: self.text(),
            sweep: self.pick(SweepPolicy::ALL),
            sweep_after_secs: self.small(),
            limit: self.maybe(|own| own.pick(Class::ALL)),
            head: self.maybe(Self::small),
            attempted: self.maybe(Self::small),
            epoch: self.below(1 << 60),
            ..base
        }
    }

    /// An operation of a stack.
    pub fn operation(&mut self, stack: &Stack) -> Operation {
        let base = self.samples.operation(&mut stack.clone());
        Operation {
            goal: match self.below(3) {
                0 => Goal::Rollback { to: self.maybe(Self::small) },
                1 => Goal::Snapshot { snapshot: self.samples.snapshot(stack).id },
                _ => Goal::Sweep,
            },
            phase: self.pick(OperationPhase::ALL),
            epoch: self.below(1 << 60),
            revision: self.maybe(Self::small),
            options: Options {
                allow: self.some(|own| own.pick(Class::ALL)),
                skip: self.some(Self::text),
                converge: self.flag(),
                wait_inflight_secs: self.small(),
                ..Options::default()
            },
            requester: self.text(),
            client_token: self.maybe(Self::text),
            halting: self.flag(),
            failure: self.maybe(|own| (own.text(), own.failure())),
            created_at: self.time(),
            deadline: self.maybe(Self::time),
            finished_at: self.maybe(Self::time),
            ..base
        }
    }

    /// A plan with resources, reasons and a chain of steps.
    pub fn plan(&mut self, stack: &Stack) -> Plan {
        let base = self.samples.plan(stack, &[&[], &[0], &[0, 1]]);
        let resource = |own: &mut Self| PlannedResource {
            path: own.path(),
            type_name: own.text(),
            concrete_type: own.text(),
            action: own.pick(Action::ALL),
            reason: own.pick(Reason::ALL),
            class: own.pick(Class::ALL),
            incarnation: IncarnationId::draw(&mut own.ids),
            replaces: own.maybe(|own| IncarnationId::draw(&mut own.ids)),
            physical_id: own.maybe(Self::text),
            changes: own.some(Self::change),
            hands_over: own.flag(),
            milder: own.maybe(|own| (own.pick(Action::ALL), own.text())),
            notes: own.some(Self::text),
        };
        Plan {
            resources: self.some(resource),
            class: self.pick(Class::ALL),
            needs_consent: self.some(|own| own.pick(Class::ALL)),
            not_undone: self.some(|own| NotUndone {
                path: own.path(),
                property: own.text(),
                reason: own.pick(Reason::ALL),
                detail: own.text(),
                change: own.maybe(Self::change),
            }),
            blockers: self.some(|own| Blocker { path: own.path(), failure: own.failure() }),
            peak: self.some(|own| (own.text(), own.small())).into_iter().collect(),
            created_at: self.time(),
            ..base
        }
    }

    /// What a step may come to hold.
    pub fn step(&mut self, row: &StepRow) -> StepRow {
        StepRow {
            ready_at: self.time(),
            stage: self.maybe(|own| own.value(3).to_persisted()).filter(|stage| !stage.is_null()),
            failure: self.maybe(Self::failure),
            started_at: self.maybe(Self::time),
            waits: self.small(),
            ..row.clone()
        }
    }

    fn claim(&mut self) -> Claim {
        Claim { kind: self.text(), key: self.text(), releasable: self.flag() }
    }

    fn observation(&mut self) -> Observation {
        Observation {
            exists: self.maybe(Self::flag),
            health: self.pick(Health::ALL),
            reason: self.maybe(Self::text),
            properties: self.maybe(|own| own.value(2)).filter(|value| *value != Value::Null),
            references: self.some(Self::text),
            at: self.time(),
        }
    }

    /// A new record.
    pub fn record(&mut self, stack: &Stack) -> Incarnation {
        let name = self.text();
        let base = self.samples.record(stack, &name);
        Incarnation {
            type_name: self.text(),
            physical_id: self.maybe(Self::text),
            physical_name: self.text(),
            phase: self.pick(Phase::ALL),
            current: self.flag(),
            health: self.pick(Health::ALL),
            health_reason: self.maybe(Self::text),
            action: self.pick(StackAction::ALL),
            status: self.pick(Status::ALL),
            status_reason: self.text(),
            applied: self.value(4),
            attempted: self.maybe(|own| own.value(3)).filter(|value| *value != Value::Null),
            doubts: self.some(|own| own.value(3)),
            metadata: self.value(3),
            data: self.map(3),
            observed: self.maybe(Self::observation),
            claims: self.some(Self::claim),
            handed_over: self.some(Self::claim),
            requires: self.some(Self::path),
            deletion_policy: self.pick(DeletionPolicy::ALL),
            external: self.flag(),
            delete_blocked_by: self.maybe(Self::failure),
            replaces: self.maybe(|own| IncarnationId::draw(&mut own.ids)),
            created_in: self.small(),
            created_at: self.time(),
            updated_at: self.time(),
            ..base
        }
    }

    /// An event.
    pub fn event(&mut self, stack: &Stack) -> Event {
        let name = self.text();
        let base = self.samples.event(stack, &name);
        Event {
            physical_id: self.maybe(Self::text),
            resource_type: self.text(),
            action: self.pick(StackAction::ALL),
            status: self.pick(Status::ALL),
            reason: self.text(),
            properties: self.value(3),
            operation: self.maybe(|own| OperationId::draw(&mut own.ids)),
            at: self.time(),
            ..base
        }
    }

    /// A line of an operation's journal.
    pub fn journal(&mut self, operation: &Operation) -> JournalEntry {
        JournalEntry {
            operation: operation.id,
            step: self.small(),
            incarnation: self.maybe(|own| IncarnationId::draw(&mut own.ids)),
            epoch: self.below(1 << 60),
            at: self.time(),
            note: match self.below(3) {
                0 => Note::Intent { verb: self.text(), call: self.text() },
                1 => Note::Outcome { physical_id: self.maybe(Self::text), failure: self.maybe(Self::text) },
                _ => Note::Late { physical_id: self.maybe(Self::text) },
            },
        }
    }

    /// A submission with its identity.
    pub fn submission(&mut self) -> (SubmissionId, Submission) {
        let submission = Submission {
            format: Submission::FORMAT,
            template: self.text(),
            files: self.some(|own| (own.text(), own.text())).into_iter().collect(),
            environment: self.map(4),
            environment_files: self.some(Self::text),
            adopt: self.map(2),
            tags: self.some(Self::text),
            timeout_mins: self.maybe(Self::small),
            disable_rollback: self.flag(),
            facts: self.map(2),
        };
        (SubmissionId(format!("{:016x}", self.ids.next_u64())), submission)
    }

    /// A revision of a stack.
    pub fn revision(&mut self, stack: &Stack, number: u32, submission: &SubmissionId) -> Revision {
        let (base, ..) = self.samples.revision(stack, number, "");
        Revision {
            submission: submission.clone(),
            outcome: self.pick(Outcome::ALL),
            rollback_of: self.maybe(Self::small),
            action: self.pick(StackAction::ALL),
            requester: self.text(),
            message: self.maybe(Self::text),
            source: self.maybe(|own| Source { remote: own.text(), reference: own.text() }),
            tags: self.some(Self::text),
            created_at: self.time(),
            finished_at: self.maybe(Self::time),
            ..base
        }
    }

    fn change(&mut self) -> Change {
        let own = self;
        Change {
            path: own.some(Self::text),
            before: own.maybe(|own| own.value(1)).filter(|value| *value != Value::Null),
            after: own.maybe(|own| own.value(1)).filter(|value| *value != Value::Null),
        }
    }

    /// What a revision is bound to.
    pub fn bindings(&mut self) -> Bindings {
        let binding = |own: &mut Self| Binding {
            incarnation: IncarnationId::draw(&mut own.ids),
            type_name: own.text(),
            physical_id: own.maybe(Self::text),
            properties: own.value(3),
            identity: own.value(2).into_secret(),
            accepted: own.some(Self::change),
        };
        Bindings(self.some(|own| (own.path(), binding(own))).into_iter().collect())
    }

    /// A snapshot.
    pub fn snapshot(&mut self, stack: &Stack) -> Snapshot {
        let base = self.samples.snapshot(stack);
        Snapshot {
            name: self.maybe(Self::text),
            status: self.pick(Status::ALL),
            status_reason: self.text(),
            data: self.value(4),
            revision: self.small(),
            created_at: self.time(),
            ..base
        }
    }
}
