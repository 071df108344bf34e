//! Plans: what an operation does to each object, and why.

use crate::operation::Failure;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

/// A plan. Immutable.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Plan {
    /// Its id: sent back as `plan_id`, it is carried out exactly.
    pub id: String,
    /// `create`, `update`, `rollback`…
    pub goal: String,
    /// With a rollback: the revision that it returns to; 0 for the empty stack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
    /// The worst class of any resource: `safe`, `disruptive`, `replace`, `delete_first` or `data_loss`.
    pub class: String,
    /// Classes above the limit that were not allowed.
    #[serde(default)]
    pub needs_consent: Vec<String>,
    /// Whether carrying it out changes nothing.
    #[serde(default)]
    pub noop: bool,
    /// How many objects are made, changed or deleted at most.
    #[serde(default)]
    pub writes: u64,
    /// How many objects there are of each action.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub totals: IndexMap<String, u32>,
    /// What happens to each object: slots in dependency order, then objects that have no slot.
    #[serde(default)]
    pub resources: Vec<Resource>,
    /// What will differ from the target for good.
    #[serde(default)]
    pub not_undone: Vec<NotUndone>,
    /// What is known now to be in the way.
    #[serde(default)]
    pub blockers: Vec<Failure>,
    /// Per type, objects beyond those that exist now that exist at the same time while it runs.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub peak: IndexMap<String, u32>,
    /// The graph.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// The epoch that it was made against.
    #[serde(default)]
    pub epoch: u64,
    /// When it was made.
    #[serde(default)]
    pub created_at: String,
}

/// What happens to an object.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = plan::Resource)]
pub struct Resource {
    /// Its slot.
    pub path: String,
    /// Its type.
    pub resource_type: String,
    /// What happens: `keep`, `restore`, `update`, `create`, `replace`, `delete`…
    pub action: String,
    /// Why, one word.
    pub reason: String,
    /// What it destroys at worst.
    pub class: String,
    /// The object that has the slot when the plan is done.
    pub incarnation: String,
    /// The object that had the slot before, if it is another.
    #[serde(default)]
    pub replaces: Option<String>,
    /// The object's id in the cloud, if it has one now.
    #[serde(default)]
    pub physical_resource_id: Option<String>,
    /// The properties that change, secrets masked.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Whether claims are released or taken over.
    #[serde(default)]
    pub hands_over: bool,
    /// The next milder action.
    #[serde(default)]
    pub milder: Option<Milder>,
    /// Further facts for people.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// A property that changes.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = plan::Change)]
pub struct Change {
    /// Its path, joined by dots.
    pub property: String,
    /// What is there.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub before: Json,
    /// What will be there.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub after: Json,
}

/// A milder action, and why it does not do.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = plan::Milder)]
pub struct Milder {
    /// The action.
    pub action: String,
    /// Why it does not do.
    pub why_not: String,
}

/// A difference from the target that stays.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = plan::NotUndone)]
pub struct NotUndone {
    /// The slot.
    pub path: String,
    /// The property; empty if the object as a whole is meant.
    #[serde(default)]
    pub property: String,
    /// Why, one word.
    pub reason: String,
    /// In words.
    pub detail: String,
}

/// One step of the graph.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = plan::Step)]
pub struct Step {
    /// Its place in the list.
    pub index: u32,
    /// `build`, `commit`, `sweep` or `finish`.
    pub stage: String,
    /// What it does: `create`, `update`, `delete`…
    pub work: String,
    /// The slot.
    #[serde(default)]
    pub path: Option<String>,
    /// The object.
    #[serde(default)]
    pub incarnation: Option<String>,
    /// The worst class that it may turn out to have.
    pub bound: String,
    /// Steps that wait for it.
    #[serde(default)]
    pub next: Vec<u32>,
}

/// The answer of a show.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = plan::One)]
pub struct One {
    /// The plan.
    pub plan: Plan,
}
