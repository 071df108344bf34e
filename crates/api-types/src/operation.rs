//! Operations: plans being carried out.

use crate::link::Link;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An operation.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// `self`, `stack` and, once there is one, `plan`.
    #[serde(default)]
    pub links: Vec<Link>,
    /// `create`, `update`, `rollback`…
    pub goal: String,
    /// With a rollback: the revision that it returns to; 0 for the empty stack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
    /// With a snapshot or a restore: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<String>,
    /// Where it stands: `requested`, `building`, `done`…
    pub phase: String,
    /// Whether nothing more will happen by itself.
    #[serde(default)]
    pub finished: bool,
    /// The epoch that it owns.
    #[serde(default)]
    pub epoch: u64,
    /// The revision that it tries to reach.
    #[serde(default)]
    pub revision: Option<u32>,
    /// The plan's id.
    #[serde(default)]
    pub plan_id: Option<String>,
    /// Who asked.
    #[serde(default)]
    pub requester: String,
    /// The client's own name for the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
    /// The first failure.
    #[serde(default)]
    pub failure: Option<Failure>,
    /// When it was accepted.
    #[serde(default)]
    pub created_at: String,
    /// When it must have ended.
    #[serde(default)]
    pub deadline: Option<String>,
    /// When it ended.
    #[serde(default)]
    pub finished_at: Option<String>,
    /// Show only: how each step stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// How a step stands.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = operation::Step)]
pub struct Step {
    /// Its place in the plan.
    pub index: u32,
    /// `build`, `commit`, `sweep` or `finish`.
    #[serde(default)]
    pub stage: String,
    /// What it does: `create`, `update`, `delete`…
    #[serde(default)]
    pub work: String,
    /// The slot.
    #[serde(default)]
    pub path: Option<String>,
    /// The object.
    #[serde(default)]
    pub incarnation: Option<String>,
    /// `pending`, `ready`, `running`, `waiting`, `done`, `failed` or `skipped`.
    pub status: String,
    /// When it was first begun.
    #[serde(default)]
    pub started_at: Option<String>,
    /// Why it failed.
    #[serde(default)]
    pub failure: Option<Failure>,
}

/// Why something failed.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = operation::Failure)]
pub struct Failure {
    /// The slot that it is about; left out where the context tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The class: `in_use`, `quota`, `broken`…
    pub kind: String,
    /// Heat's exception class.
    #[serde(rename = "type", default)]
    pub class: String,
    /// What happened.
    pub message: String,
}

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = operation::List)]
pub struct List {
    /// The operations, newest first.
    pub operations: Vec<Operation>,
}

/// The answer of a show.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = operation::One)]
pub struct One {
    /// The operation.
    pub operation: Operation,
}

impl Failure {
    /// A failure of a slot.
    pub fn about(path: &str, failure: &model::Failure) -> Self {
        Self { path: (!path.is_empty()).then(|| path.to_owned()), ..Self::from(failure) }
    }
}

impl From<&model::Failure> for Failure {
    fn from(failure: &model::Failure) -> Self {
        Self {
            path: None,
            kind: failure.kind.word().to_owned(),
            class: failure.class.clone(),
            message: failure.message.clone(),
        }
    }
}

impl From<&model::operation::Operation> for Operation {
    /// Links are added where addresses are known.
    fn from(operation: &model::operation::Operation) -> Self {
        let (goal, to, snapshot) = goal(&operation.goal);
        Self {
            id: operation.id.to_string(),
            links: Vec::new(),
            goal,
            to,
            snapshot,
            phase: operation.phase.to_string(),
            finished: operation.phase.is_final(),
            epoch: operation.epoch,
            revision: operation.revision,
            plan_id: operation.plan.map(|id| id.to_string()),
            requester: operation.requester.clone(),
            client_token: operation.client_token.clone(),
            failure: operation.failure.as_ref().map(|(path, failure)| Failure::about(path, failure)),
            created_at: operation.created_at.to_wire(),
            deadline: operation.deadline.map(model::Timestamp::to_wire),
            finished_at: operation.finished_at.map(model::Timestamp::to_wire),
            steps: Vec::new(),
        }
    }
}

impl Step {
    /// A step of a plan and its row.
    pub fn new(step: Option<&model::plan::Step>, row: &model::step::StepRow) -> Self {
        Self {
            index: row.index,
            stage: step.map(|s| s.stage.to_string()).unwrap_or_default(),
            work: step.map(|s| s.work.word().to_owned()).unwrap_or_default(),
            path: step.and_then(|s| s.path.as_ref()).map(ToString::to_string),
            incarnation: step.and_then(|s| s.work.incarnation()).map(|id| id.to_string()),
            status: row.status.to_string(),
            started_at: row.started_at.map(model::Timestamp::to_wire),
            failure: row.failure.as_ref().map(Failure::from),
        }
    }
}

/// A goal's word, its revision and its snapshot.
pub(crate) fn goal(goal: &model::goal::Goal) -> (String, Option<u32>, Option<String>) {
    use model::goal::Goal;
    let (word, to, snapshot) = match goal {
        Goal::Create => ("create", None, None),
        Goal::Adopt => ("adopt", None, None),
        Goal::Update => ("update", None, None),
        Goal::Rollback { to } => ("rollback", Some(to.unwrap_or(0)), None),
        Goal::Delete => ("delete", None, None),
        Goal::Check => ("check", None, None),
        Goal::Suspend => ("suspend", None, None),
        Goal::Resume => ("resume", None, None),
        Goal::Snapshot { snapshot } => ("snapshot", None, Some(snapshot.to_string())),
        Goal::Sweep => ("sweep", None, None),
        Goal::Restore { snapshot } => ("restore", None, Some(snapshot.to_string())),
    };
    (word.to_owned(), to, snapshot)
}
