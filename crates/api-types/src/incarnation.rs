//! Incarnations: every physical object that a stack owns, the current ones and the others.

use crate::link::Link;
use crate::operation::Failure;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An incarnation.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Incarnation {
    /// Its own id.
    pub id: String,
    /// `stack`, and `resource` while it has its slot.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Its slot.
    pub path: String,
    /// The type as the template names it.
    #[serde(default)]
    pub resource_type: String,
    /// The object's id in the cloud.
    #[serde(default)]
    pub physical_resource_id: Option<String>,
    /// What the object is called in the cloud.
    #[serde(default)]
    pub physical_name: String,
    /// `planned`, `creating`, `live`, `in_doubt`, `superseded`, `doomed`, `deleting`, `gone` or `retained`.
    pub phase: String,
    /// Whether it has its slot.
    #[serde(default)]
    pub current: bool,
    /// `healthy`, `broken` or `unknown`.
    #[serde(default)]
    pub health: String,
    /// The sentence about it.
    #[serde(default)]
    pub health_reason: Option<String>,
    /// `CREATE_COMPLETE` and the like.
    #[serde(default)]
    pub resource_status: String,
    /// The sentence about it.
    #[serde(default)]
    pub resource_status_reason: String,
    /// Whether it is owned, unwanted and could not be removed.
    #[serde(default)]
    pub leftover: bool,
    /// Why it could not be removed.
    #[serde(default)]
    pub delete_blocked_by: Option<Failure>,
    /// The incarnation whose slot it took.
    #[serde(default)]
    pub replaces: Option<String>,
    /// `Delete`, `Retain` or `Snapshot`.
    #[serde(default)]
    pub deletion_policy: String,
    /// Whether the object belongs to somebody else.
    #[serde(default)]
    pub external: bool,
    /// The operation that decided on it.
    #[serde(default)]
    pub created_by: String,
    /// The revision that it was made for.
    #[serde(default)]
    pub created_in: u32,
    /// When it was decided on.
    #[serde(default)]
    pub created_at: String,
    /// When it last changed.
    #[serde(default)]
    pub updated_at: String,
}

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = incarnation::List)]
pub struct List {
    /// The incarnations, in the order of their making.
    pub incarnations: Vec<Incarnation>,
}

/// The answer of an action.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = incarnation::One)]
pub struct One {
    /// The incarnation.
    pub incarnation: Incarnation,
}

impl From<&model::incarnation::Incarnation> for Incarnation {
    /// Links are added where addresses are known.
    fn from(record: &model::incarnation::Incarnation) -> Self {
        Self {
            id: record.id.to_string(),
            links: Vec::new(),
            path: record.path.to_string(),
            resource_type: record.type_name.clone(),
            physical_resource_id: record.physical_id.clone(),
            physical_name: record.physical_name.clone(),
            phase: record.phase.to_string(),
            current: record.current,
            health: record.health.to_string(),
            health_reason: record.health_reason.clone(),
            resource_status: format!("{}_{}", record.action, record.status),
            resource_status_reason: record.status_reason.clone(),
            leftover: record.is_leftover(),
            delete_blocked_by: record.delete_blocked_by.as_ref().map(Failure::from),
            replaces: record.replaces.map(|id| id.to_string()),
            deletion_policy: record.deletion_policy.to_string(),
            external: record.external,
            created_by: record.created_by.to_string(),
            created_in: record.created_in,
            created_at: record.created_at.to_wire(),
            updated_at: record.updated_at.to_wire(),
        }
    }
}
