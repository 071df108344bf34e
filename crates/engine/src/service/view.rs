//! What requests are answered with, free of any wire form. Secrets are masked already, except in what asks for them: the values of
//! outputs and of attributes.

use indexmap::IndexMap;
use model::event::Event;
use model::incarnation::Incarnation;
use model::operation::Operation;
use model::plan::Plan;
use model::revision::{Bindings, Revision};
use model::stack::Stack;
use model::step::StepRow;
use model::value::diff::Change;
use model::{StackId, Timestamp, Value};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A stack's identity, for links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackIdentity {
    /// Its project.
    pub project: String,
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: StackId,
}

/// An operation was accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The root stack, as it is now.
    pub stack: Stack,
    /// The operation.
    pub operation: Operation,
    /// Its plan; none while it waits for the one before.
    pub plan: Option<Arc<Plan>>,
    /// The new revision.
    pub revision: Option<u32>,
    /// `false` if the answer is an operation that was accepted earlier (the same token, or nothing to do).
    pub fresh: bool,
}

/// What came of a request that may be a dry run.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It was started: 202.
    Accepted(Box<Accepted>),
    /// It is only shown: 200.
    Shown(Arc<Plan>),
}

/// A stack with all that `show` tells.
#[derive(Clone, Debug, PartialEq)]
pub struct StackView {
    /// Its row.
    pub stack: Stack,
    /// The resource that holds it, if it is nested.
    pub parent_resource: Option<String>,
    /// The template's description.
    pub description: String,
    /// Parameters and pseudo parameters as text, hidden ones as `******`.
    pub parameters: IndexMap<String, String>,
    /// Outputs; `None` if they were not asked for, or the stack is deleted.
    pub outputs: Option<Vec<OutputView>>,
    /// What became of the newest revision.
    pub revision: Option<Revision>,
    /// Objects that are owned, not wanted, and could not be removed.
    pub leftovers: Vec<Arc<Incarnation>>,
}

/// An output.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputView {
    /// Its key.
    pub key: String,
    /// Its description; Heat says `No description given` where there is none.
    pub description: String,
    /// Its value; [`Value::Null`] with an error, and where it was not asked for.
    pub value: Value,
    /// Why it has no value.
    pub error: Option<String>,
}

/// A resource.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceView {
    /// Its current record; properties, data and metadata masked.
    pub record: Arc<Incarnation>,
    /// The stack that it is a resource of.
    pub stack: StackIdentity,
    /// The name of the resource that holds its stack.
    pub parent_resource: Option<String>,
    /// Names of the resources in the same stack that require it.
    pub required_by: Vec<String>,
    /// The stack nested in it.
    pub nested: Option<StackIdentity>,
    /// The resource's `description` in the template; only of `show`.
    pub description: String,
    /// Attributes by name; only of `show`.
    pub attributes: Option<IndexMap<String, Value>>,
}

/// An event with the stack that it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct EventView {
    /// The event.
    pub event: Event,
    /// Its stack.
    pub stack: StackIdentity,
    /// The root of the tree.
    pub root: StackIdentity,
}

/// A resource of a stack that is not there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewResource {
    /// The name.
    pub name: String,
    /// The type as the template names it.
    pub type_name: String,
    /// The stack that it would be a resource of: its name.
    pub stack_name: String,
    /// The name of the resource that holds that stack.
    pub parent_resource: Option<String>,
    /// Its description.
    pub description: String,
    /// Properties as far as they are known; unknown ones are null.
    pub properties: Value,
    /// Metadata.
    pub metadata: Value,
    /// Names of the resources in the same stack that require it.
    pub required_by: Vec<String>,
    /// Resources of the stack nested in it.
    pub nested: Option<Vec<PreviewResource>>,
}

/// A stack that is not there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewCreate {
    /// The row that it would have.
    pub stack: Stack,
    /// The template's description.
    pub description: String,
    /// Parameters and pseudo parameters as text, hidden ones as `******`.
    pub parameters: IndexMap<String, String>,
    /// Outputs as far as they can be told.
    pub outputs: Vec<OutputView>,
    /// Its resources, nested ones inside.
    pub resources: Vec<PreviewResource>,
    /// The plan.
    pub plan: Arc<Plan>,
}

/// What an update would do, in Heat's form.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewUpdate {
    /// The root stack.
    pub stack: Stack,
    /// Kept as they are.
    pub unchanged: Vec<ResourceView>,
    /// Changed in place.
    pub updated: Vec<ResourceView>,
    /// Replaced.
    pub replaced: Vec<ResourceView>,
    /// New.
    pub added: Vec<ResourceView>,
    /// Removed.
    pub deleted: Vec<ResourceView>,
    /// The plan.
    pub plan: Arc<Plan>,
}

/// A revision with its content.
#[derive(Clone, Debug, PartialEq)]
pub struct RevisionView {
    /// The entry.
    pub revision: Revision,
    /// The template as an object.
    pub template: Json,
    /// The merged environment, hidden parameters masked.
    pub environment: Value,
    /// Files.
    pub files: BTreeMap<String, String>,
    /// Parameters as text, hidden ones as `******`.
    pub parameters: IndexMap<String, String>,
    /// What it is bound to, masked, if it was committed.
    pub bindings: Option<Bindings>,
    /// Tags, time-out and flag of the stack in it.
    pub tags: Vec<String>,
    /// Minutes until an operation fails.
    pub timeout_mins: Option<u32>,
    /// Whether a failure is left as it is.
    pub disable_rollback: bool,
}

/// The difference of two revisions.
#[derive(Clone, Debug, PartialEq)]
pub struct RevisionDiff {
    /// From.
    pub from: u32,
    /// To.
    pub to: u32,
    /// In the template.
    pub template: Vec<Change>,
    /// In the environment, parameters included; hidden ones masked.
    pub environment: Vec<Change>,
    /// Names of files that differ.
    pub files: Vec<String>,
    /// In the bindings: slot, object of `from`, object of `to` (physical ids).
    pub bindings: Vec<BindingChange>,
}

/// A slot that two revisions bind differently.
#[derive(Clone, Debug, PartialEq)]
pub struct BindingChange {
    /// The slot.
    pub path: String,
    /// The physical id in the first revision.
    pub from: Option<String>,
    /// The physical id in the second revision.
    pub to: Option<String>,
}

/// An operation and how its steps stand.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationView {
    /// The operation.
    pub operation: Operation,
    /// Its plan, if it has one.
    pub plan: Option<Arc<Plan>>,
    /// The rows of the plan's steps.
    pub steps: Vec<StepRow>,
}

/// What the check of a template tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Validated {
    /// The body of Heat's answer: `Description`, `Parameters`, `ParameterGroups`, `Environment`, `NestedParameters`.
    pub body: Json,
}

/// A resource type in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeView {
    /// Its name.
    pub name: String,
    /// Its description, if it was asked for.
    pub description: Option<String>,
}

/// A template version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionView {
    /// `heat_template_version.2018-08-31`
    pub version: String,
    /// `hot` or `cfn`.
    pub kind: String,
    /// Other names of it.
    pub aliases: Vec<String>,
}

/// A template function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionView {
    /// Its name.
    pub function: String,
    /// One line about it.
    pub description: String,
}

/// An engine.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceView {
    /// Its id.
    pub engine_id: String,
    /// The process's name.
    pub binary: String,
    /// The host.
    pub host: String,
    /// When it started.
    pub created_at: Timestamp,
    /// When it last reported.
    pub updated_at: Timestamp,
    /// Whether its lease holds.
    pub up: bool,
    /// How often it reports, in seconds.
    pub report_interval: u32,
}
