//! Stacks: what is sent to make or change one, and what is told about it.

use crate::link::Link;
use crate::output::Output;
use crate::resource::Raw;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;

/// The body of a create, an update or a preview.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::Request)]
pub struct Request {
    /// The stack's name; required by a create.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_name: Option<String>,
    /// The template: text, or a JSON object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Json>,
    /// The environment: text, or a JSON object. Not looked at when `environment_files` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<Json>,
    /// Texts of environment files, of nested templates and of `get_file`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub files: Map<String, Json>,
    /// Names of environment files in `files`, to be merged in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub environment_files: Vec<String>,
    /// Values of parameters.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub parameters: Map<String, Json>,
    /// With PATCH: parameters that return to their defaults.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clear_parameters: Vec<String>,
    /// The document of an abandoned stack, to be taken over; JSON text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopt_stack_data: Option<String>,
    /// Whether a failure is left as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disable_rollback: Option<bool>,
    /// Minutes until an operation fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_mins: Option<u32>,
    /// Tags, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<String>,
    /// Whether every property is compared with what the cloud says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub converge: Option<bool>,
    /// When superseded objects are removed: `immediate`, `manual`, or `after:` and seconds. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sweep: Option<String>,
    /// Classes of destruction that are allowed beyond the stack's limit. (Carnot)
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
    /// Why, in the requester's words. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Where the definition came from. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<crate::revision::Source>,
    /// The client's own name for the request. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
    /// The worst class that updates may have without being allowed more. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// Update only: show the plan and keep it, so that it can be carried out by its id. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
    /// Update only: carry out exactly this plan. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<String>,
}

/// All about a stack.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Stack {
    /// Its id.
    pub id: String,
    /// `self`.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Its name.
    pub stack_name: String,
    /// The template's description.
    #[serde(default)]
    pub description: Option<String>,
    /// The same.
    #[serde(default)]
    pub template_description: Option<String>,
    /// When it was created.
    #[serde(default)]
    pub creation_time: Option<String>,
    /// When it was last updated.
    #[serde(default)]
    pub updated_time: Option<String>,
    /// When its deletion completed.
    #[serde(default)]
    pub deletion_time: Option<String>,
    /// Always empty.
    #[serde(default)]
    pub notification_topics: Vec<String>,
    /// Values of parameters as text; hidden ones as asterisks.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub parameters: Map<String, Json>,
    /// Always empty.
    #[serde(default)]
    pub capabilities: Vec<String>,
    /// Whether a failure is left as it is.
    #[serde(default)]
    pub disable_rollback: bool,
    /// Minutes until an operation fails.
    #[serde(default)]
    pub timeout_mins: Option<u32>,
    /// Who created it.
    #[serde(default)]
    pub stack_owner: Option<String>,
    /// The id of the stack around it.
    #[serde(default)]
    pub parent: Option<String>,
    /// The project of its own users.
    #[serde(default)]
    pub stack_user_project_id: Option<String>,
    /// Its tags.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
    /// `CREATE_COMPLETE` and the like; left out of a preview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_status: Option<String>,
    /// The sentence about it; left out of a preview.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_status_reason: Option<String>,
    /// Outputs, unless the request said not to resolve them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outputs: Option<Vec<Output>>,
    /// In a preview: the resources that would be made; a list stands for a nested stack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Object>>)]
    pub resources: Option<Vec<Preview>>,
    /// What Heat does not tell. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carnot: Option<History>,
}

/// A resource of a preview, or those of a nested stack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Preview {
    /// The resources of a nested stack.
    Nested(Vec<Preview>),
    /// A resource.
    One(Box<Raw>),
}

/// Where a root stack stands in its history.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::History)]
pub struct History {
    /// The newest committed revision.
    #[serde(default)]
    pub head: Option<u32>,
    /// The newest revision, whatever became of it.
    #[serde(default)]
    pub attempted: Option<u32>,
    /// What became of that.
    #[serde(default)]
    pub revision_outcome: Option<String>,
    /// The operation under way, or the last one.
    #[serde(default)]
    pub operation: Option<String>,
    /// How many owned, unwanted objects could not be removed.
    #[serde(default)]
    pub leftovers: u32,
    /// When superseded objects are removed: `immediate`, `manual`, or `after:` and seconds.
    #[serde(default)]
    pub sweep: String,
}

/// What a list tells of a stack.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::Summary)]
pub struct Summary {
    /// Its id.
    pub id: String,
    /// `self`.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The project; told only to those who see all projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// Its name.
    pub stack_name: String,
    /// Always empty in lists.
    #[serde(default)]
    pub description: String,
    /// `CREATE_COMPLETE` and the like.
    pub stack_status: String,
    /// The sentence about it.
    #[serde(default)]
    pub stack_status_reason: String,
    /// When it was created.
    #[serde(default)]
    pub creation_time: Option<String>,
    /// When it was last updated.
    #[serde(default)]
    pub updated_time: Option<String>,
    /// When its deletion completed.
    #[serde(default)]
    pub deletion_time: Option<String>,
    /// Who created it.
    #[serde(default)]
    pub stack_owner: Option<String>,
    /// The id of the stack around it.
    #[serde(default)]
    pub parent: Option<String>,
    /// The project of its own users.
    #[serde(default)]
    pub stack_user_project_id: Option<String>,
    /// Its tags; `null` without any.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
}

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::Summaries)]
pub struct Summaries {
    /// The stacks.
    pub stacks: Vec<Summary>,
    /// `next`, if there may be more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// How many there are in all, if that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

/// The answer of a detailed list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::Details)]
pub struct Details {
    /// The stacks.
    pub stacks: Vec<Summary>,
}

/// The answer of a show or a preview.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::One)]
pub struct One {
    /// The stack.
    pub stack: Stack,
}

/// The answer of a create.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::Created)]
pub struct Created {
    /// Which stack it is.
    pub stack: Reference,
}

/// Which stack it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::Reference)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// `self`.
    pub links: Vec<Link>,
}

/// The answer of an update's preview.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::Changes)]
pub struct Changes {
    /// What would happen to the resources.
    pub resource_changes: ChangeLists,
    /// The plan behind it. (Carnot)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Box<crate::plan::Plan>>,
}

/// Resources by what would happen to them.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = stack::ChangeLists)]
pub struct ChangeLists {
    /// Left alone.
    #[serde(default)]
    pub unchanged: Vec<Raw>,
    /// Changed in place.
    #[serde(default)]
    pub updated: Vec<Raw>,
    /// Replaced.
    #[serde(default)]
    pub replaced: Vec<Raw>,
    /// Made.
    #[serde(default)]
    pub added: Vec<Raw>,
    /// Removed.
    #[serde(default)]
    pub deleted: Vec<Raw>,
}

/// The body that changes settings of a stack at once, without an operation. (Carnot)
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = stack::Settings)]
pub struct Settings {
    /// When superseded objects are removed: `immediate`, `manual`, or `after:` and seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sweep: Option<String>,
    /// The worst class that updates may have without being allowed more; `none` takes the limit away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// Tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Minutes until an operation fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_mins: Option<u32>,
    /// Whether a failure is left as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disable_rollback: Option<bool>,
}
