//! Events of stacks and resources.

use crate::link::Link;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;

/// An event. A list leaves out what only a show tells.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Event {
    /// Its id.
    pub id: String,
    /// `self`, `resource`, `stack` and, with `nested_depth`, `root_stack`.
    #[serde(default)]
    pub links: Vec<Link>,
    /// When.
    #[serde(default)]
    pub event_time: String,
    /// The resource's name; the stack's name for an event of the stack.
    #[serde(default)]
    pub resource_name: String,
    /// The same.
    #[serde(default)]
    pub logical_resource_id: String,
    /// The object's id.
    #[serde(default)]
    pub physical_resource_id: Option<String>,
    /// `CREATE_COMPLETE` and the like.
    #[serde(default)]
    pub resource_status: String,
    /// The sentence about it.
    #[serde(default)]
    pub resource_status_reason: Option<String>,
    /// Show only: the type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<String>,
    /// Show only: the properties at the time, secrets masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub resource_properties: Option<Map<String, Json>>,
}

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = event::List)]
pub struct List {
    /// The events.
    pub events: Vec<Event>,
}

/// The answer of a show.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = event::One)]
pub struct One {
    /// The event.
    pub event: Event,
}
