//! Snapshots of stacks.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

/// A snapshot.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Snapshot {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// `CREATE`.
    #[serde(default)]
    pub action: Option<String>,
    /// `COMPLETE` and the like.
    #[serde(default)]
    pub status: String,
    /// The sentence about it.
    #[serde(default)]
    pub status_reason: Option<String>,
    /// The document of the stack.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub data: Json,
    /// When it was taken.
    #[serde(default)]
    pub creation_time: Option<String>,
}

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = snapshot::List)]
pub struct List {
    /// The snapshots.
    pub snapshots: Vec<Snapshot>,
}

/// The answer of a show.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = snapshot::One)]
pub struct One {
    /// The snapshot.
    pub snapshot: Snapshot,
}

/// The body that asks for a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = snapshot::Request)]
pub struct Request {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
