//! A plan as this client reads it.

use super::{Rest, or_default};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What happens to every resource and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Its identity.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// What it reaches.
    pub goal: Json,
    /// What happens to each object.
    #[serde(deserialize_with = "or_default")]
    pub resources: Vec<Planned>,
    /// The worst class of any resource.
    #[serde(deserialize_with = "or_default")]
    pub class: String,
    /// Classes that were not allowed.
    #[serde(deserialize_with = "or_default")]
    pub needs_consent: Vec<String>,
    /// What will differ from the target for good.
    #[serde(deserialize_with = "or_default")]
    pub not_undone: Vec<NotUndone>,
    /// What is known now to be in the way.
    #[serde(deserialize_with = "or_default")]
    pub blockers: Vec<Blocker>,
    /// All else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What happens to one object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Planned {
    /// Its slot.
    #[serde(deserialize_with = "or_default")]
    pub path: String,
    /// The type as the template names it.
    #[serde(alias = "resource_type", deserialize_with = "or_default")]
    pub type_name: String,
    /// What happens.
    #[serde(deserialize_with = "or_default")]
    pub action: String,
    /// Why.
    #[serde(deserialize_with = "or_default")]
    pub reason: String,
    /// What it destroys at worst.
    #[serde(deserialize_with = "or_default")]
    pub class: String,
    /// The object that has the slot when the plan is done.
    #[serde(deserialize_with = "or_default")]
    pub incarnation: String,
    /// The object that had the slot before.
    pub replaces: Option<String>,
    /// Its physical id, if it has one now.
    #[serde(alias = "physical_resource_id")]
    pub physical_id: Option<String>,
    /// The properties that change, secrets masked.
    #[serde(deserialize_with = "or_default")]
    pub changes: Vec<Change>,
    /// Whether claims are released or taken over.
    #[serde(deserialize_with = "or_default")]
    pub hands_over: bool,
    /// The next milder action, and why it does not do.
    pub milder: Json,
    /// Further facts for people.
    #[serde(deserialize_with = "or_default")]
    pub notes: Vec<String>,
    /// All else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// One property that changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// Keys from the outside in.
    #[serde(deserialize_with = "or_default")]
    pub path: Vec<String>,
    /// What was there.
    pub before: Option<Json>,
    /// What is there then.
    pub after: Option<Json>,
}

/// A difference from the target that stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NotUndone {
    /// The slot.
    #[serde(deserialize_with = "or_default")]
    pub path: String,
    /// The property; empty if the object as a whole is meant.
    #[serde(deserialize_with = "or_default")]
    pub property: String,
    /// Why.
    #[serde(deserialize_with = "or_default")]
    pub reason: String,
    /// In words.
    #[serde(deserialize_with = "or_default")]
    pub detail: String,
}

/// Something that is in the way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Blocker {
    /// The slot.
    #[serde(deserialize_with = "or_default")]
    pub path: String,
    /// What: `kind`, `class`, `message`.
    pub failure: Json,
}
