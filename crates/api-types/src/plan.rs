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

impl From<&model::plan::Plan> for Plan {
    fn from(plan: &model::plan::Plan) -> Self {
        let (goal, to, _) = crate::operation::goal(&plan.goal);
        let mut totals = IndexMap::new();
        for resource in &plan.resources {
            *totals.entry(resource.action.to_string()).or_insert(0) += 1;
        }
        Self {
            id: plan.id.to_string(),
            goal,
            to,
            class: plan.class.to_string(),
            needs_consent: plan.needs_consent.iter().map(ToString::to_string).collect(),
            noop: plan.is_noop(),
            writes: plan.writes() as u64,
            totals,
            resources: plan.resources.iter().map(Resource::from).collect(),
            not_undone: plan.not_undone.iter().map(NotUndone::from).collect(),
            blockers: plan.blockers.iter().map(|b| Failure::about(b.path.as_str(), &b.failure)).collect(),
            peak: plan.peak.clone(),
            steps: plan.steps.iter().map(Step::from).collect(),
            epoch: plan.basis.epoch,
            created_at: plan.created_at.to_wire(),
        }
    }
}

impl From<&model::plan::PlannedResource> for Resource {
    fn from(resource: &model::plan::PlannedResource) -> Self {
        Self {
            path: resource.path.to_string(),
            resource_type: resource.type_name.clone(),
            action: resource.action.to_string(),
            reason: resource.reason.to_string(),
            class: resource.class.to_string(),
            incarnation: resource.incarnation.to_string(),
            replaces: resource.replaces.map(|id| id.to_string()),
            physical_resource_id: resource.physical_id.clone(),
            changes: resource.changes.iter().map(Change::from).collect(),
            hands_over: resource.hands_over,
            milder: resource
                .milder
                .as_ref()
                .map(|(action, why)| Milder { action: action.to_string(), why_not: why.clone() }),
            notes: resource.notes.clone(),
        }
    }
}

impl From<&model::value::diff::Change> for Change {
    fn from(change: &model::value::diff::Change) -> Self {
        let json = |value: &Option<model::Value>| value.as_ref().map_or(Json::Null, model::Value::to_masked_json);
        Self { property: change.dotted(), before: json(&change.before), after: json(&change.after) }
    }
}

impl From<&model::plan::NotUndone> for NotUndone {
    fn from(stays: &model::plan::NotUndone) -> Self {
        Self {
            path: stays.path.to_string(),
            property: stays.property.clone(),
            reason: stays.reason.to_string(),
            detail: stays.detail.clone(),
        }
    }
}

impl From<&model::plan::Step> for Step {
    fn from(step: &model::plan::Step) -> Self {
        Self {
            index: step.index,
            stage: step.stage.to_string(),
            work: step.work.word().to_owned(),
            path: step.path.as_ref().map(ToString::to_string),
            incarnation: step.work.incarnation().map(|id| id.to_string()),
            bound: step.bound.to_string(),
            next: step.next.clone(),
        }
    }
}
