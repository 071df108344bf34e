//! Answers as this client reads them: what it needs by name, all else in `rest`, nothing required that Heat does not send.

mod plan;

pub use plan::{Blocker, Change, NotUndone, Plan, Planned};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value as Json};

/// Fields that this client has no name for.
pub type Rest = Map<String, Json>;

/// `null` as the default.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A stack.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stack {
    /// Its id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// Its name.
    #[serde(deserialize_with = "or_default")]
    pub stack_name: String,
    /// `CREATE_COMPLETE` and the like.
    #[serde(deserialize_with = "or_default")]
    pub stack_status: String,
    /// Why.
    #[serde(deserialize_with = "or_default")]
    pub stack_status_reason: String,
    /// When it was created.
    pub creation_time: Option<String>,
    /// When it was last updated.
    pub updated_time: Option<String>,
    /// The id of the stack around it.
    pub parent: Option<String>,
    /// Outputs, if they were asked for.
    #[serde(deserialize_with = "or_default")]
    pub outputs: Vec<Output>,
    /// All else.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Stack {
    /// Whether something is under way.
    pub fn in_progress(&self) -> bool {
        self.stack_status.ends_with("_IN_PROGRESS")
    }

    /// Whether what was under way last did not succeed.
    pub fn failed(&self) -> bool {
        self.stack_status.ends_with("_FAILED")
    }
}

/// A resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resource {
    /// Its logical name.
    #[serde(deserialize_with = "or_default")]
    pub resource_name: String,
    /// The id in the cloud.
    #[serde(deserialize_with = "or_default")]
    pub physical_resource_id: String,
    /// Its type.
    #[serde(deserialize_with = "or_default")]
    pub resource_type: String,
    /// `CREATE_COMPLETE` and the like.
    #[serde(deserialize_with = "or_default")]
    pub resource_status: String,
    /// Why.
    #[serde(deserialize_with = "or_default")]
    pub resource_status_reason: String,
    /// When its row last changed.
    pub updated_time: Option<String>,
    /// The name of the resource that holds its stack.
    pub parent_resource: Option<String>,
    /// `self`, `stack`, `nested`.
    #[serde(deserialize_with = "or_default")]
    pub links: Vec<Link>,
    /// All else.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Resource {
    /// The name of the stack that it is in, by its links.
    pub fn stack_name(&self) -> String {
        stack_of(&self.links)
    }
}

/// A link of an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// What.
    pub rel: String,
}

/// The name of the stack that the links point to.
fn stack_of(links: &[Link]) -> String {
    let href = links.iter().find(|link| link.rel == "stack").map(|link| link.href.as_str()).unwrap_or_default();
    href.split_once("/stacks/").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default().to_owned()
}

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Its id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// When.
    #[serde(deserialize_with = "or_default")]
    pub event_time: String,
    /// The resource, or the stack's name.
    #[serde(deserialize_with = "or_default")]
    pub resource_name: String,
    /// The id in the cloud, or the stack's id.
    #[serde(deserialize_with = "or_default")]
    pub physical_resource_id: String,
    /// `CREATE_COMPLETE` and the like.
    #[serde(deserialize_with = "or_default")]
    pub resource_status: String,
    /// Why.
    #[serde(deserialize_with = "or_default")]
    pub resource_status_reason: String,
    /// `self`, `resource`, `stack`, `root_stack`.
    #[serde(deserialize_with = "or_default")]
    pub links: Vec<Link>,
    /// All else.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Event {
    /// The name of the stack that it is about, by its links.
    pub fn stack_name(&self) -> String {
        stack_of(&self.links)
    }
}

/// An output.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Output {
    /// Its key.
    #[serde(deserialize_with = "or_default")]
    pub output_key: String,
    /// Its value.
    pub output_value: Json,
    /// Why it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_error: Option<String>,
    /// Its description.
    #[serde(deserialize_with = "or_default")]
    pub description: String,
}

/// A snapshot.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Snapshot {
    /// Its id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// Its name.
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    /// `IN_PROGRESS`, `COMPLETE`, `FAILED`.
    #[serde(deserialize_with = "or_default")]
    pub status: String,
    /// Why.
    #[serde(deserialize_with = "or_default")]
    pub status_reason: String,
    /// When it was taken.
    pub creation_time: Option<String>,
    /// All else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// An entry of a stack's history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Revision {
    /// Its number.
    pub number: u32,
    /// `pending`, `complete`, `failed`, `cancelled`.
    #[serde(deserialize_with = "or_default")]
    pub outcome: String,
    /// `CREATE`, `UPDATE`, `ROLLBACK`…
    #[serde(deserialize_with = "or_default")]
    pub action: String,
    /// The revision whose content it repeats.
    pub rollback_of: Option<u32>,
    /// Who asked.
    #[serde(deserialize_with = "or_default")]
    pub requester: String,
    /// Why.
    #[serde(deserialize_with = "or_default")]
    pub message: String,
    /// Names that pin it.
    #[serde(deserialize_with = "or_default")]
    pub tags: Vec<String>,
    /// When it was accepted.
    #[serde(deserialize_with = "or_default")]
    pub created_at: String,
    /// All else.
    #[serde(flatten)]
    pub rest: Rest,
}

/// A plan being carried out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Operation {
    /// Its identity.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// `requested` … `done`.
    #[serde(deserialize_with = "or_default")]
    pub phase: String,
    /// What it is for.
    pub goal: Json,
    /// The revision that it tries to reach.
    pub revision: Option<u32>,
    /// The first failure.
    pub failure: Json,
    /// When it was accepted.
    #[serde(deserialize_with = "or_default")]
    pub created_at: String,
    /// When it ended.
    pub finished_at: Option<String>,
    /// All else: progress of its steps, options…
    #[serde(flatten)]
    pub rest: Rest,
}

impl Operation {
    /// Whether nothing more will happen by itself.
    pub fn is_final(&self) -> bool {
        matches!(self.phase.as_str(), "done" | "failed" | "superseded" | "paused" | "awaiting_consent")
    }
}

/// What a started rollback is answered with; of a dry run the plan only.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Started {
    /// The operation.
    pub operation: Option<Operation>,
    /// Its plan; none while it waits for the operation before.
    pub plan: Option<Plan>,
}

/// One physical object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Incarnation {
    /// Its own identity.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// Its slot.
    #[serde(deserialize_with = "or_default")]
    pub path: String,
    /// The type as the template names it.
    #[serde(alias = "resource_type", deserialize_with = "or_default")]
    pub type_name: String,
    /// The id in the cloud.
    #[serde(alias = "physical_resource_id", deserialize_with = "or_default")]
    pub physical_id: String,
    /// Where it is in its life.
    #[serde(deserialize_with = "or_default")]
    pub phase: String,
    /// Whether it has its slot.
    #[serde(deserialize_with = "or_default")]
    pub current: bool,
    /// What is believed of its condition.
    #[serde(deserialize_with = "or_default")]
    pub health: String,
    /// The revision that it was made for.
    pub created_in: Option<u32>,
    /// Why its removal is blocked.
    pub delete_blocked_by: Json,
    /// All else.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Incarnation {
    /// Whether it is owned, unwanted and could not be removed.
    pub fn is_leftover(&self) -> bool {
        !self.delete_blocked_by.is_null()
            && !self.current
            && !matches!(self.phase.as_str(), "planned" | "gone" | "retained")
    }
}
