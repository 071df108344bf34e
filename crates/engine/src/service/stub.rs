//! Signatures whose bodies follow, file by file.

use super::*;
use model::goal::Options;
use model::incarnation::{Incarnation, Phase};
use model::operation::Operation;
use model::plan::Plan;
use model::revision::Revision;
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::{IncarnationId, OperationId, PlanId, Value};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use store::StackFilter;

fn later<T>() -> Result<T> {
    Err(Error::not_supported("This request"))
}

#[expect(clippy::unused_async, missing_docs, unused_variables, reason = "bodies follow")]
impl Service {
    /// Name or id → identity (Heat's lookup; deleted stacks are found by id only).
    pub async fn identify(&self, caller: &Caller, name_or_id: &str) -> Result<StackIdentity> {
        later()
    }

    // ---- commands that lead to operations
    pub async fn create(&self, caller: &Caller, request: Create) -> Result<Accepted> {
        later()
    }
    pub async fn preview_create(&self, caller: &Caller, request: Create) -> Result<PreviewCreate> {
        later()
    }
    /// PUT and PATCH (`existing`). With `dry_run` the answer is [`Answer::Shown`].
    pub async fn update(&self, caller: &Caller, stack: &StackRef, request: Update) -> Result<Answer> {
        later()
    }
    /// With `nested`, resources of nested stacks are told too (`show_nested`).
    pub async fn preview_update(
        &self,
        caller: &Caller,
        stack: &StackRef,
        request: Update,
        nested: bool,
    ) -> Result<PreviewUpdate> {
        later()
    }
    pub async fn delete(&self, caller: &Caller, stack: &StackRef) -> Result<Option<Accepted>> {
        later()
    }
    /// The document of the stack as `export` gives it; all records are forgotten, no object is touched.
    pub async fn abandon(&self, caller: &Caller, stack: &StackRef) -> Result<Json> {
        later()
    }
    pub async fn export(&self, caller: &Caller, stack: &StackRef) -> Result<Json> {
        later()
    }
    pub async fn suspend(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        later()
    }
    pub async fn resume(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        later()
    }
    pub async fn check(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        later()
    }
    /// With rollback: `cancel_update`; without: `cancel_without_rollback`, which stops where it is.
    pub async fn cancel(&self, caller: &Caller, stack: &StackRef, with_rollback: bool) -> Result<Operation> {
        later()
    }
    pub async fn rollback(&self, caller: &Caller, stack: &StackRef, request: Rollback) -> Result<Answer> {
        later()
    }
    pub async fn sweep(&self, caller: &Caller, stack: &StackRef) -> Result<Accepted> {
        later()
    }
    /// Changes settings at once, without an operation.
    pub async fn set(&self, caller: &Caller, stack: &StackRef, settings: Settings) -> Result<Stack> {
        later()
    }

    // ---- snapshots
    pub async fn snapshot(&self, caller: &Caller, stack: &StackRef, name: Option<String>) -> Result<Snapshot> {
        later()
    }
    pub async fn snapshots(&self, caller: &Caller, stack: &StackRef) -> Result<Vec<Snapshot>> {
        later()
    }
    pub async fn show_snapshot(&self, caller: &Caller, stack: &StackRef, id: &str) -> Result<Snapshot> {
        later()
    }
    pub async fn delete_snapshot(&self, caller: &Caller, stack: &StackRef, id: &str) -> Result<()> {
        later()
    }
    pub async fn restore(&self, caller: &Caller, stack: &StackRef, id: &str) -> Result<Accepted> {
        later()
    }

    // ---- stacks, read
    pub async fn list(&self, caller: &Caller, filter: StackFilter) -> Result<Vec<Stack>> {
        later()
    }
    pub async fn count(&self, caller: &Caller, filter: StackFilter) -> Result<u64> {
        later()
    }
    pub async fn show(&self, caller: &Caller, stack: &StackRef, resolve_outputs: bool) -> Result<StackView> {
        later()
    }
    pub async fn template(&self, caller: &Caller, stack: &StackRef) -> Result<Json> {
        later()
    }
    pub async fn environment(&self, caller: &Caller, stack: &StackRef) -> Result<Value> {
        later()
    }
    pub async fn files(&self, caller: &Caller, stack: &StackRef) -> Result<BTreeMap<String, String>> {
        later()
    }
    pub async fn outputs(&self, caller: &Caller, stack: &StackRef) -> Result<Vec<OutputView>> {
        later()
    }
    pub async fn output(&self, caller: &Caller, stack: &StackRef, key: &str) -> Result<OutputView> {
        later()
    }

    // ---- resources
    pub async fn resources(
        &self,
        caller: &Caller,
        stack: &StackRef,
        query: &ResourceQuery,
    ) -> Result<Vec<ResourceView>> {
        later()
    }
    pub async fn resource(
        &self,
        caller: &Caller,
        stack: &StackRef,
        name: &str,
        with_attributes: &[String],
    ) -> Result<ResourceView> {
        later()
    }
    pub async fn metadata(&self, caller: &Caller, stack: &StackRef, name: &str) -> Result<Value> {
        later()
    }
    pub async fn signal(&self, caller: &Caller, stack: &StackRef, name: &str, details: Option<Json>) -> Result<()> {
        later()
    }
    /// Declares a resource (by name or physical id) unhealthy, or healthy again.
    pub async fn mark(
        &self,
        caller: &Caller,
        stack: &StackRef,
        name: &str,
        unhealthy: bool,
        reason: Option<String>,
    ) -> Result<()> {
        later()
    }

    // ---- events
    pub async fn events(&self, caller: &Caller, stack: &StackRef, query: &EventQuery) -> Result<Vec<EventView>> {
        later()
    }

    // ---- history
    pub async fn revisions(&self, caller: &Caller, stack: &StackRef) -> Result<Vec<Revision>> {
        later()
    }
    pub async fn revision(&self, caller: &Caller, stack: &StackRef, number: u32) -> Result<RevisionView> {
        later()
    }
    pub async fn diff(&self, caller: &Caller, stack: &StackRef, from: u32, to: u32) -> Result<RevisionDiff> {
        later()
    }
    pub async fn tag(&self, caller: &Caller, stack: &StackRef, number: u32, tag: &str) -> Result<Revision> {
        later()
    }
    pub async fn untag(&self, caller: &Caller, stack: &StackRef, number: u32, tag: &str) -> Result<Revision> {
        later()
    }
    pub async fn operations(&self, caller: &Caller, stack: &StackRef) -> Result<Vec<Operation>> {
        later()
    }
    pub async fn operation(&self, caller: &Caller, stack: &StackRef, id: OperationId) -> Result<OperationView> {
        later()
    }
    pub async fn plan(&self, caller: &Caller, stack: &StackRef, id: PlanId) -> Result<Arc<Plan>> {
        later()
    }
    /// Every record of the tree; with `phase` those in it (`gone` ones only then), masked.
    pub async fn incarnations(
        &self,
        caller: &Caller,
        stack: &StackRef,
        phase: Option<Phase>,
    ) -> Result<Vec<Arc<Incarnation>>> {
        later()
    }
    pub async fn incarnation(&self, caller: &Caller, stack: &StackRef, id: IncarnationId) -> Result<Arc<Incarnation>> {
        later()
    }
    pub async fn act_on_incarnation(
        &self,
        caller: &Caller,
        stack: &StackRef,
        id: IncarnationId,
        action: IncarnationAction,
    ) -> Result<Arc<Incarnation>> {
        later()
    }

    // ---- about the service and its language
    pub async fn validate(&self, caller: &Caller, request: Validate) -> Result<Validated> {
        later()
    }
    /// Names (a regular expression over the name, as Heat's filter), by support status and Heat version.
    pub fn resource_types(
        &self,
        name: Option<&str>,
        version: Option<&str>,
        status: Option<&str>,
        descriptions: bool,
    ) -> Result<Vec<TypeView>> {
        later()
    }
    /// The body of Heat's answer.
    pub fn resource_type(&self, name: &str, descriptions: bool) -> Result<Json> {
        later()
    }
    /// A template with one resource of the type: `hot` or `cfn`.
    pub fn resource_type_template(&self, name: &str, kind: &str) -> Result<Json> {
        later()
    }
    pub fn template_versions(&self) -> Vec<VersionView> {
        Vec::new()
    }
    pub fn template_functions(&self, version: &str, with_conditions: bool) -> Result<Vec<FunctionView>> {
        later()
    }
    pub async fn services(&self) -> Result<Vec<ServiceView>> {
        later()
    }
    /// The defaults of an operation's options, for edges that parse them.
    pub fn default_options() -> Options {
        Options::default()
    }
}
