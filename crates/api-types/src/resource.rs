//! Resources of stacks.

use crate::link::Link;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;

/// A resource. A list leaves out what only a show tells.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Resource {
    /// Its name in the template.
    pub resource_name: String,
    /// The same.
    #[serde(default)]
    pub logical_resource_id: String,
    /// `self`, `stack`, and `nested` for a resource that holds a stack.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The object's id; empty without an object.
    #[serde(default)]
    pub physical_resource_id: String,
    /// Its type.
    #[serde(default)]
    pub resource_type: String,
    /// `CREATE_COMPLETE` and the like.
    #[serde(default)]
    pub resource_status: String,
    /// The sentence about it.
    #[serde(default)]
    pub resource_status_reason: Option<String>,
    /// When it was made.
    #[serde(default)]
    pub creation_time: Option<String>,
    /// When it was last changed.
    #[serde(default)]
    pub updated_time: Option<String>,
    /// Names of resources that need it.
    #[serde(default)]
    pub required_by: Vec<String>,
    /// The resource that holds the stack of this one, in a nested stack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_resource: Option<String>,
    /// Show only: its description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Show only: its attributes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub attributes: Option<Map<String, Json>>,
}

/// A resource in a preview: Heat shows its inner form there.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = resource::Raw)]
pub struct Raw {
    /// When it was last changed.
    #[serde(default)]
    pub updated_time: Option<String>,
    /// When it was made.
    #[serde(default)]
    pub creation_time: Option<String>,
    /// Its name in the template.
    pub resource_name: String,
    /// The object's id; empty without an object.
    #[serde(default)]
    pub physical_resource_id: String,
    /// `INIT`, `CREATE` and the like.
    #[serde(default)]
    pub resource_action: String,
    /// `COMPLETE` and the like.
    #[serde(default)]
    pub resource_status: String,
    /// The sentence about it.
    #[serde(default)]
    pub resource_status_reason: Option<String>,
    /// Its type.
    #[serde(default)]
    pub resource_type: String,
    /// Tenant, stack name, stack id and path.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub resource_identity: Json,
    /// Tenant, stack name, stack id and an empty path.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub stack_identity: Json,
    /// The name of its stack.
    #[serde(default)]
    pub stack_name: String,
    /// Names of resources that need it.
    #[serde(default)]
    pub required_by: Vec<String>,
    /// The identity of the stack nested in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub nested_stack_id: Option<Json>,
    /// The resource that holds its stack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_resource: Option<String>,
    /// Its description.
    #[serde(default)]
    pub description: String,
    /// Its metadata.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub metadata: Json,
    /// Its attributes.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub attributes: Map<String, Json>,
    /// Preview of a create only: its properties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub properties: Option<Map<String, Json>>,
}

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = resource::List)]
pub struct List {
    /// The resources.
    pub resources: Vec<Resource>,
}

/// The answer of a show.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = resource::One)]
pub struct One {
    /// The resource.
    pub resource: Resource,
}

/// The answer about a resource's metadata.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = resource::Metadata)]
pub struct Metadata {
    /// The metadata.
    #[schema(value_type = Object)]
    pub metadata: Json,
}

/// The body that declares a resource wrecked or sound.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = resource::Mark)]
pub struct Mark {
    /// True for wrecked, false for sound.
    pub mark_unhealthy: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_status_reason: Option<String>,
}
