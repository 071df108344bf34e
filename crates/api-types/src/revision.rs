//! Revisions: the history of a stack.

use crate::link::Link;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A revision. A list leaves out what only a show tells.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Revision {
    /// From 1, without gaps.
    pub number: u32,
    /// `self`, `stack`, `operation`.
    #[serde(default)]
    pub links: Vec<Link>,
    /// `CREATE`, `UPDATE`, `ROLLBACK`, `RESTORE` or `ADOPT`.
    pub action: String,
    /// `pending`, `complete`, `failed` or `cancelled`.
    pub outcome: String,
    /// Whether it is the newest committed one.
    #[serde(default)]
    pub head: bool,
    /// The head when it was accepted.
    #[serde(default)]
    pub parent: Option<u32>,
    /// The revision whose content it repeats; 0 for the empty stack.
    #[serde(default)]
    pub rollback_of: Option<u32>,
    /// Who asked.
    #[serde(default)]
    pub requester: String,
    /// Why.
    #[serde(default)]
    pub message: Option<String>,
    /// Where the definition came from.
    #[serde(default)]
    pub source: Option<Source>,
    /// Names that pin it against pruning.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The operation that carries it out.
    #[serde(default)]
    pub operation: String,
    /// The hash of what was sent.
    #[serde(default)]
    pub submission: String,
    /// When it was accepted.
    #[serde(default)]
    pub created_at: String,
    /// When its outcome was decided.
    #[serde(default)]
    pub finished_at: Option<String>,
    /// Show only: what was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// Show only: what its slots are bound to; left out until it is committed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bindings: Option<Vec<Binding>>,
}

/// Where a definition came from.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::Source)]
pub struct Source {
    /// The repository.
    pub remote: String,
    /// Branch, tag or commit.
    #[serde(rename = "ref")]
    pub reference: String,
}

/// What was sent, hidden parameters masked.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::Content)]
pub struct Content {
    /// The template.
    #[schema(value_type = Object)]
    pub template: Json,
    /// File name or URL and text.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// The merged environment, its parameters included.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub environment: Json,
    /// Parameters and pseudo parameters as text.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub parameters: IndexMap<String, String>,
    /// Stack tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Minutes until an operation fails.
    #[serde(default)]
    pub timeout_mins: Option<u32>,
    /// Whether a failure is left as it is.
    #[serde(default)]
    pub disable_rollback: bool,
}

/// What a slot is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::Binding)]
pub struct Binding {
    /// The slot.
    pub path: String,
    /// The type.
    pub resource_type: String,
    /// The object.
    pub incarnation: String,
    /// Its id in the cloud.
    #[serde(default)]
    pub physical_resource_id: Option<String>,
}

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::List)]
pub struct List {
    /// The revisions, newest first.
    pub revisions: Vec<Revision>,
}

/// The answer of a show.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::One)]
pub struct One {
    /// The revision.
    pub revision: Revision,
}

/// The difference of two revisions.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::Diff)]
pub struct Diff {
    /// The one.
    pub from: u32,
    /// The other.
    pub to: u32,
    /// In the template.
    #[serde(default)]
    pub template: Vec<Change>,
    /// In the environment, parameters included; hidden ones masked.
    #[serde(default)]
    pub environment: Vec<Change>,
    /// Names of files that differ.
    #[serde(default)]
    pub files: Vec<String>,
    /// Slots that are bound to different objects.
    #[serde(default)]
    pub bindings: Vec<Rebound>,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::Change)]
pub struct Change {
    /// Where: `resources.port.properties.name`.
    pub path: String,
    /// What was there; left out if nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub before: Option<Json>,
    /// What is there; left out if nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub after: Option<Json>,
}

/// A slot that is bound to another object.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::Rebound)]
pub struct Rebound {
    /// The slot.
    pub path: String,
    /// The object's id in the cloud in the first revision.
    #[serde(default)]
    pub before: Option<String>,
    /// The object's id in the cloud in the second revision.
    #[serde(default)]
    pub after: Option<String>,
}

/// The answer of a diff.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = revision::DiffOne)]
pub struct DiffOne {
    /// The difference.
    pub diff: Diff,
}

impl From<&model::revision::Revision> for Revision {
    /// Links and `head` are added where they are known.
    fn from(revision: &model::revision::Revision) -> Self {
        Self {
            number: revision.number,
            links: Vec::new(),
            action: revision.action.to_string(),
            outcome: revision.outcome.to_string(),
            head: false,
            parent: revision.parent,
            rollback_of: revision.rollback_of,
            requester: revision.requester.clone(),
            message: revision.message.clone(),
            source: revision
                .source
                .as_ref()
                .map(|source| Source { remote: source.remote.clone(), reference: source.reference.clone() }),
            tags: revision.tags.clone(),
            operation: revision.operation.to_string(),
            submission: revision.submission.0.clone(),
            created_at: revision.created_at.to_wire(),
            finished_at: revision.finished_at.map(model::Timestamp::to_wire),
            content: None,
            bindings: None,
        }
    }
}

impl From<&model::value::diff::Change> for Change {
    fn from(change: &model::value::diff::Change) -> Self {
        let json = |value: &Option<model::Value>| value.as_ref().map(model::Value::to_masked_json);
        Self { path: change.dotted(), before: json(&change.before), after: json(&change.after) }
    }
}
