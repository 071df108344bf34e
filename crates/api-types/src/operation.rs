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
