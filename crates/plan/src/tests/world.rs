//! Small worlds: three types that refer to each other, records made by hand, and a plan for them.

use crate::{PlanInput, Planned, Refusal, Target, plan};
use catalog::Catalog;
use definition::{Identity, Limits, Source, Tree};
use invariants::{PlanFacts, check_plan};
use model::goal::{Class, DeletionPolicy, Goal, Options, StackAction, Status, SweepPolicy};
use model::incarnation::{Health, Incarnation, Phase};
use model::revision::{Binding, Bindings};
use model::stack::Stack;
use model::submission::Submission;
use model::value::{Map, Value};
use model::{IncarnationId, OperationId, ResourcePath, SeededIds, StackId, StackPath, Timestamp};
use resource::{
    Flow, Next, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support, Turn, physical_id_or_name,
};
use std::sync::Arc;

static FLOW: Flow = Flow {
    start: |_, _| Turn::next(Next::Done(None)),
    resume: |_, _, _, _| Turn::next(Next::Done(None)),
    attribute: |_, _| None,
    reference: physical_id_or_name,
    identity: |_| Value::Null,
    judge: None,
    validate: None,
};

/// A type whose `fixed` needs another object and whose `free` does not.
static THING: ResourceType = ResourceType {
    name: "Test::Thing",
    support: Support::ALWAYS,
    properties: &[
        Property::new("fixed", PropertyKind::String),
        Property::new("free", PropertyKind::String).on_change(OnChange::Update),
    ],
    attributes: &[],
    shape: Shape::Flow(&FLOW),
    rollback: Rollback::PLAIN,
};

pub(super) fn catalog() -> Catalog {
    static TYPES: &[&ResourceType] = &[&THING];
    Catalog::with(TYPES)
}

pub(super) fn root() -> Stack {
    let id = StackId(uuid(0, 0));
    Stack {
        id,
        project: "p".to_owned(),
        name: "s".to_owned(),
        root: id,
        parent: None,
        path: StackPath::root(),
        action: StackAction::Update,
        status: Status::Failed,
        status_reason: String::new(),
        created_at: Timestamp(0),
        updated_at: None,
        deleted_at: None,
        tags: Vec::new(),
        timeout_mins: None,
        disable_rollback: true,
        owner: String::new(),
        sweep: SweepPolicy::Immediate,
        sweep_after_secs: 0,
        limit: None,
        head: Some(1),
        attempted: Some(2),
        operation: None,
        epoch: 2,
        version: 1,
    }
}

fn uuid(slot: u8, number: u8) -> uuid::Uuid {
    uuid::Builder::from_random_bytes([slot + 1, number + 1, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]).into_uuid()
}

/// The `number`th object of slot `r<slot>`: number 0 is the one that the target binds.
pub(super) fn record(slot: u8, number: u8, applied: Value) -> Incarnation {
    Incarnation {
        id: IncarnationId(uuid(slot, number)),
        root: root().id,
        stack: root().id,
        path: ResourcePath::new(format!("r{slot}")),
        type_name: "Test::Thing".to_owned(),
        concrete_type: "Test::Thing".to_owned(),
        physical_id: Some(format!("id-{slot}-{number}")),
        physical_name: String::new(),
        phase: if number == 0 { Phase::Superseded } else { Phase::Live },
        current: false,
        health: Health::Healthy,
        health_reason: None,
        action: StackAction::Create,
        status: Status::Complete,
        status_reason: String::new(),
        applied,
        attempted: None,
        doubts: Vec::new(),
        metadata: Value::Null,
        data: Map::new(),
        observed: None,
        claims: Vec::new(),
        handed_over: Vec::new(),
        requires: slot.checked_sub(1).map(|n| ResourcePath::new(format!("r{n}"))).into_iter().collect(),
        deletion_policy: DeletionPolicy::Delete,
        external: false,
        delete_blocked_by: None,
        replaces: None,
        created_by: OperationId(uuid(0, number)),
        created_in: if number == 0 { 1 } else { 2 },
        created_at: Timestamp(i64::from(number)),
        updated_at: Timestamp(i64::from(number)),
        generation: 0,
    }
}

pub(super) fn binding(record: &Incarnation) -> (ResourcePath, Binding) {
    let binding = Binding {
        incarnation: record.id,
        type_name: record.type_name.clone(),
        physical_id: record.physical_id.clone(),
        properties: record.applied.clone(),
        identity: Value::Null,
        accepted: Vec::new(),
    };
    (record.path.clone(), binding)
}

/// Plans for a template. With `back`, a rollback to revision 1 with these bindings.
pub(super) fn planned(
    template: &str,
    records: &[Arc<Incarnation>],
    back: Option<&Bindings>,
    seed: u64,
) -> Result<Planned, Refusal> {
    let stack = root();
    let submission = Submission { format: Submission::FORMAT, template: template.to_owned(), ..Submission::default() };
    let identity = Identity { id: stack.id, name: stack.name.clone(), project: stack.project.clone() };
    let limits = Limits { max_resources: 100_000, max_template_bytes: 1 << 26, ..Limits::default() };
    let source = Source { submission: &submission, catalog: catalog(), identity: &identity, limits };
    let mut tree = Tree::new(source).expect("a template");
    let goal = if back.is_some() { Goal::Rollback { to: Some(1) } } else { Goal::Update };
    let options = Options::default();
    let planned = plan(PlanInput {
        goal: &goal,
        options: &options,
        stack: &stack,
        catalog: catalog(),
        tree: Some(&mut tree),
        marks: None,
        target: back.map(|bindings| Target { revision: 1, bindings }),
        head: None,
        records,
        adopt: None,
        limit: None,
        operation: OperationId(uuid(9, 9)),
        epoch: 3,
        revision: Some(3),
        ids: &mut SeededIds::new(seed),
        now: Timestamp(1000),
    })?;
    let limit = facts_limit(back.is_some());
    let facts = PlanFacts { options: &options, target: back, records, planned: &planned.records, limit };
    assert_eq!(check_plan(&planned.plan, &facts), []);
    Ok(planned)
}

/// The worst class without consent: a rollback to the head may interrupt, an update of this stack has no limit.
pub(super) fn facts_limit(back: bool) -> Option<Class> {
    back.then_some(Class::Disruptive)
}
