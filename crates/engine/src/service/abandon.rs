//! The document of a stack: exported, or taken along while all records are forgotten.

use super::live::Loaded;
use super::show::{document, newest};
use super::{Caller, Error, Result, Service, StackRef};
use crate::context::Context;
use model::incarnation::Incarnation;
use model::stack::Stack;
use model::submission::Submission;
use model::value::Map;
use model::{StackId, Value};
use serde_json::{Map as JsonMap, Value as Json, json};
use std::sync::Arc;
use store::{Fence, Write};

impl Service {
    /// The stack's document. It can be adopted again, so it holds the stored data of resources.
    pub async fn export(&self, caller: &Caller, stack: &StackRef) -> Result<Json> {
        let root = self.find_root(caller, stack).await?;
        self.stack_document(&root, Secrets::Told).await
    }

    /// The stack's document; afterwards nothing is known of the stack, and every object is where it was.
    pub async fn abandon(&self, caller: &Caller, stack: &StackRef) -> Result<Json> {
        super::retry::retry(|| self.abandon_once(caller, stack)).await
    }

    async fn abandon_once(&self, caller: &Caller, stack: &StackRef) -> Result<Json> {
        let root = self.find_root(caller, stack).await?;
        let document = self.stack_document(&root, Secrets::Told).await?;
        let fence = Fence::Stack { stack: root.id, version: root.version };
        self.ctx.store.commit(fence, vec![Write::ForgetTree(root.id)]).await?;
        Ok(document)
    }

    /// A stack in Heat's form of abandoned stacks.
    pub(super) async fn stack_document(&self, root: &Stack, secrets: Secrets) -> Result<Json> {
        let document = stack_document(&self.ctx, root, secrets).await?;
        document.map(Json::Object).ok_or_else(|| Error::not_found("Stack", &root.name))
    }
}

/// A stack in Heat's form of abandoned stacks; `None` if its definition is not there.
pub(super) async fn stack_document(
    ctx: &Context,
    root: &Stack,
    secrets: Secrets,
) -> store::Result<Option<JsonMap<String, Json>>> {
    let Some(submission) = newest(ctx, root).await? else {
        return Ok(None);
    };
    let records = ctx.store.incarnations(root.id, false).await?;
    let stacks = ctx.store.tree(root.id).await?;
    let loaded = Loaded::new(ctx, root, &submission, &records).ok();
    let writer =
        Writer { submission: &submission, records: &records, stacks: &stacks, loaded: loaded.as_ref(), secrets };
    Ok(Some(writer.stack(root)))
}

/// What becomes of secrets in a stack's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Secrets {
    /// They stand in it: whoever takes the objects over needs them.
    Told,
    /// They are masked.
    Masked,
}

struct Writer<'a> {
    submission: &'a Submission,
    records: &'a [Arc<Incarnation>],
    stacks: &'a [Stack],
    loaded: Option<&'a Loaded>,
    secrets: Secrets,
}

impl Writer<'_> {
    fn told(&self, value: &Value) -> Json {
        match self.secrets {
            Secrets::Told => value.to_json(),
            Secrets::Masked => value.to_masked_json(),
        }
    }

    fn stack(&self, stack: &Stack) -> JsonMap<String, Json> {
        let own = self.records.iter().filter(|record| record.current && record.stack == stack.id);
        let resources: JsonMap<String, Json> =
            own.map(|record| (record.path.name().to_owned(), self.resource(record))).collect();
        let tree = self.loaded.map(|loaded| &loaded.tree);
        let template = match tree.and_then(|tree| tree.template(&stack.path)) {
            Some(template) if !stack.is_root() => self.told(&template.document.to_value()),
            Some(_) | None => document(self.submission),
        };
        let environment = tree.and_then(|tree| tree.environment(&stack.path)).filter(|_| !stack.is_root());
        let environment = environment.unwrap_or_else(|| self.submission.environment.clone());
        let entries = [
            ("name", json!(stack.name)),
            ("id", json!(stack.id.to_string())),
            ("action", json!(stack.action.as_str())),
            ("environment", self.environment(&environment)),
            ("files", json!(self.submission.files)),
            ("status", json!(stack.status.as_str())),
            ("template", template),
            ("resources", Json::Object(resources)),
            ("project_id", json!(stack.project)),
            ("stack_user_project_id", Json::Null),
            ("tags", if stack.tags.is_empty() { Json::Null } else { json!(stack.tags) }),
        ];
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }

    fn resource(&self, record: &Incarnation) -> Json {
        let mut entry = json!({
            "name": record.path.name(),
            "resource_id": record.physical_id,
            "type": record.type_name,
            "action": record.action.as_str(),
            "status": record.status.as_str(),
            "metadata": self.told(&record.metadata),
            "resource_data": self.told(&Value::Map(Arc::new(record.data.clone()))),
        });
        let nested = record.physical_id.as_deref().and_then(|id| id.parse::<StackId>().ok());
        let nested = nested.and_then(|id| self.stacks.iter().find(|stack| stack.id == id));
        if let (Some(stack), Some(entry)) = (nested.filter(|s| s.path == record.path.nested()), entry.as_object_mut()) {
            // Heat lays the nested stack's document over the resource's.
            entry.extend(self.stack(stack));
            entry.insert("resource_id".to_owned(), json!(record.physical_id));
            entry.insert("type".to_owned(), json!(record.type_name));
            entry.insert("name".to_owned(), json!(record.path.name()));
        }
        entry
    }

    fn environment(&self, environment: &Map) -> Json {
        let section = |name: &str, empty: Json| environment.get(name).map_or(empty, |section| self.told(section));
        json!({
            "parameters": section("parameters", json!({})),
            "parameter_defaults": section("parameter_defaults", json!({})),
            "resource_registry": section("resource_registry", json!({})),
            "encrypted_param_names": section("encrypted_param_names", json!([])),
            "event_sinks": section("event_sinks", json!([])),
        })
    }
}
