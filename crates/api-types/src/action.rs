//! Actions on a stack: Heat's one-key form, and the options of a rollback.

use crate::operation::Operation;
use crate::plan::Plan;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a rollback goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = action::Target)]
#[serde(untagged)]
pub enum Target {
    /// A revision by number.
    Revision(u32),
    /// `previous`, `empty`, or `tag:` and a revision's tag.
    Word(String),
}

/// Options of a rollback. What is left out takes its default.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = action::Rollback)]
#[serde(deny_unknown_fields)]
pub struct Rollback {
    /// The target; `previous` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Target>,
    /// Whether only the plan is wanted.
    #[serde(default, skip_serializing_if = "is_false")]
    pub dry_run: bool,
    /// Carry out exactly this plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<String>,
    /// Classes allowed beyond the limit: `disruptive`, `replace`, `delete_first`, `data_loss`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
    /// Slot paths that are not touched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skip: Vec<String>,
    /// Slot paths or incarnations that are let go instead of deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retain: Vec<String>,
    /// `delete` (default), `policy` or `retain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_resources: Option<String>,
    /// `keep` (default) or `revert`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift: Option<String>,
    /// `suspect` (default) or `all`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observe: Option<String>,
    /// `continue` (default) or `stop`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_error: Option<String>,
    /// Whether it continues a failed rollback.
    #[serde(default, skip_serializing_if = "is_false")]
    pub resume: bool,
    /// How long calls of the operation before may still answer, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_inflight_secs: Option<u32>,
    /// Minutes until it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_mins: Option<u32>,
    /// Whether blocked deletes fail it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub strict_cleanup: bool,
    /// The client's own name for the request: the same token is the same request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
    /// Why, in the requester's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The answer of a rollback: 202 when it was started, 200 for a dry run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = action::Answer)]
pub struct Answer {
    /// The operation; left out of a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<Operation>,
    /// The plan; left out while calls of the operation before are waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
}
