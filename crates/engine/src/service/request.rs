//! What clients ask for, free of any wire form.

use model::goal::{Class, Options, StackAction, Status, SweepPolicy};
use model::revision::Source;
use model::{EventId, PlanId};
use serde_json::{Map as JsonMap, Value as Json};
use std::collections::BTreeMap;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The project that the request is scoped to.
    pub project: String,
    /// The user's name.
    pub user: String,
    /// Whether the caller may see every project.
    pub admin: bool,
}

/// Which stack: the name and the id of its URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackRef {
    /// The name; where no id is given, a name or an id.
    pub name: String,
    /// The id as text; malformed ones are not found.
    pub id: Option<String>,
}

/// A document as a client sends it: text or an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// YAML or JSON text.
    Text(String),
    /// An object of the request's JSON.
    Object(JsonMap<String, Json>),
}

/// What describes a wanted stack, common to all requests that bring a template. `None` means: not said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    /// The template.
    pub template: Option<Document>,
    /// The environment.
    pub environment: Option<Document>,
    /// File name or URL → text.
    pub files: BTreeMap<String, String>,
    /// Names of environment files in `files`, to be merged in this order below `environment`.
    pub environment_files: Vec<String>,
    /// Parameter values; they win over those of the environment.
    pub parameters: JsonMap<String, Json>,
    /// Tags; an empty list takes them away.
    pub tags: Option<Vec<String>>,
    /// Minutes until an operation fails.
    pub timeout_mins: Option<u32>,
    /// Whether a failure is left as it is. Heat's default is `true`.
    pub disable_rollback: Option<bool>,
    /// When superseded objects are removed.
    pub sweep: Option<SweepPolicy>,
    /// With [`SweepPolicy::After`], how long they stay, in seconds.
    pub sweep_after_secs: Option<u32>,
    /// The worst class that updates may have without being allowed more.
    pub limit: Option<Class>,
    /// Why, in the requester's words.
    pub message: Option<String>,
    /// Where the definition came from.
    pub source: Option<Source>,
    /// The client's own name for the request.
    pub client_token: Option<String>,
}

/// A new stack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Create {
    /// The name.
    pub name: String,
    /// What is wanted.
    pub sent: Sent,
    /// An abandoned stack's document: its objects are taken over.
    pub adopt: Option<Document>,
}

/// A change of a stack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// What is wanted.
    pub sent: Sent,
    /// PATCH: what is not said stays as it is.
    pub existing: bool,
    /// PATCH: parameters that go back to their defaults.
    pub clear_parameters: Vec<String>,
    /// Whether properties are compared with what the cloud says.
    pub converge: bool,
    /// Classes that are allowed beyond the stack's limit.
    pub allow: Vec<Class>,
    /// Only show the plan, and keep it so that it can be carried out by its id.
    pub dry_run: bool,
    /// Carry out exactly this plan.
    pub plan_id: Option<PlanId>,
}

/// Where a rollback goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The newest complete revision other than the newest one.
    #[default]
    Previous,
    /// This revision.
    Revision(u32),
    /// The revision with this tag.
    Tag(String),
    /// No resource at all.
    Empty,
}

/// A rollback. `options.resume` continues a failed one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rollback {
    /// Where to.
    pub to: Target,
    /// Only show the plan.
    pub dry_run: bool,
    /// Carry out exactly this plan.
    pub plan_id: Option<PlanId>,
    /// How.
    pub options: Options,
    /// Minutes until it fails; the stack's if not said.
    pub timeout_mins: Option<u32>,
    /// The client's own name for the request: the same token is the same request.
    pub client_token: Option<String>,
    /// Why.
    pub message: Option<String>,
}

/// What is done to an incarnation by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncarnationAction {
    /// An object in doubt is taken as existing.
    Adopt,
    /// It is let go, untouched.
    Retain,
    /// Its blocked removal is tried again.
    RetryDelete,
    /// It is declared healthy.
    MarkHealthy,
}

/// Settings of a stack that are no definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// When superseded objects are removed.
    pub sweep: Option<SweepPolicy>,
    /// With [`SweepPolicy::After`], how long they stay, in seconds.
    pub sweep_after_secs: Option<u32>,
    /// The worst class that updates may have without being allowed more; `Some(None)` takes the limit away.
    pub limit: Option<Option<Class>>,
    /// Tags.
    pub tags: Option<Vec<String>>,
    /// Minutes until an operation fails.
    pub timeout_mins: Option<u32>,
    /// Whether a failure is left as it is.
    pub disable_rollback: Option<bool>,
}

/// Which resources to list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResourceQuery {
    /// How many levels of nested stacks.
    pub nested_depth: u32,
    /// Any of these names.
    pub names: Vec<String>,
    /// Any of these types.
    pub types: Vec<String>,
    /// Any of these actions.
    pub actions: Vec<StackAction>,
    /// Any of these statuses.
    pub statuses: Vec<Status>,
    /// Any of these physical ids.
    pub physical_ids: Vec<String>,
    /// Any of these resource ids (incarnations).
    pub ids: Vec<String>,
}

/// Which events to list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventQuery {
    /// How many levels of nested stacks.
    pub nested_depth: u32,
    /// Only of this resource (which must exist or have existed).
    pub resource: Option<String>,
    /// Any of these actions.
    pub actions: Vec<StackAction>,
    /// Any of these statuses.
    pub statuses: Vec<Status>,
    /// Any of these types.
    pub types: Vec<String>,
    /// Any of these resource names.
    pub names: Vec<String>,
    /// Any of these ids (Heat's filter `uuid`).
    pub ids: Vec<EventId>,
    /// Newest first.
    pub descending: bool,
    /// Start behind this event.
    pub marker: Option<EventId>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// A template to be checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Validate {
    /// What is to be checked.
    pub sent: Sent,
    /// Whether the parameters of nested stacks are told too.
    pub show_nested: bool,
    /// Codes of errors that are passed over (Heat's `ignore_errors`: `99001`, `99002`…).
    pub ignore_errors: Vec<String>,
}
