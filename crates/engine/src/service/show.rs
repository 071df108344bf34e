//! A stack, shown: its state, parameters and outputs; its template, environment and files.

use super::live::Loaded;
use super::{Caller, Error, OutputView, Result, Service, StackRef, StackView};
use crate::context::Context;
use definition::{Tree, describe};
use indexmap::IndexMap;
use model::goal::{StackAction, Status};
use model::stack::Stack;
use model::submission::Submission;
use model::value::Map;
use model::{SourceId, StackPath, Value};
use resource::Live;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;
use template::parameter::ParameterKind;

impl Service {
    /// A stack, deleted ones too, with its outputs as the objects have them now.
    pub async fn show(&self, caller: &Caller, stack: &StackRef, resolve_outputs: bool) -> Result<StackView> {
        let stack = self.find(caller, stack, true).await?;
        let root = self.root_of(&stack).await?;
        let submission = self.newest(&root).await?;
        let records = self.ctx.store.incarnations(root.id, false).await?;
        let revision = match root.attempted {
            Some(number) => self.ctx.store.revision(root.id, number).await?,
            None => None,
        };
        let deleted = stack.action == StackAction::Delete && stack.status == Status::Complete;
        let loaded = submission.and_then(|submission| Loaded::new(&self.ctx, &root, &submission, &records).ok());
        let loaded = loaded.filter(|loaded| loaded.is_open(&stack.path));
        let (description, parameters, outputs) = match &loaded {
            Some(loaded) => {
                let description = loaded.tree.template(&stack.path).and_then(|t| t.description.as_deref());
                let outputs = resolve_outputs.then(|| output_views(&loaded.tree, &stack.path, &loaded.live()));
                (
                    description.unwrap_or("No description").to_owned(),
                    parameter_texts(&loaded.tree, &stack.path),
                    outputs,
                )
            }
            None => ("No description".to_owned(), IndexMap::new(), resolve_outputs.then(Vec::new)),
        };
        Ok(StackView {
            parent_resource: stack.path.holder().map(|holder| holder.name().to_owned()),
            description,
            parameters,
            outputs: outputs.filter(|_| !deleted),
            revision,
            leftovers: records.iter().filter(|r| r.is_leftover()).map(super::incarnation::masked).collect(),
            stack,
        })
    }

    /// The keys and descriptions of a stack's outputs, without values.
    pub async fn outputs(&self, caller: &Caller, stack: &StackRef) -> Result<Vec<OutputView>> {
        let stack = self.find(caller, stack, false).await?;
        let loaded = self.loaded(&stack).await?;
        let views = output_views(&loaded.tree, &stack.path, &loaded.live());
        Ok(views.into_iter().map(|view| OutputView { value: Value::Null, error: None, ..view }).collect())
    }

    /// One output with its value.
    pub async fn output(&self, caller: &Caller, stack: &StackRef, key: &str) -> Result<OutputView> {
        let stack = self.find(caller, stack, false).await?;
        let loaded = self.loaded(&stack).await?;
        let found = output_views(&loaded.tree, &stack.path, &loaded.live()).into_iter().find(|view| view.key == key);
        found.ok_or_else(|| {
            Error::refused("NotFound", "unknown_output", format!("Specified output key {key} not found."))
        })
    }

    /// The template of a stack, as an object.
    pub async fn template(&self, caller: &Caller, stack: &StackRef) -> Result<Json> {
        let stack = self.find(caller, stack, true).await?;
        if stack.is_root() {
            let submission = self.must_newest(&stack).await?;
            return Ok(document(&submission));
        }
        let loaded = self.loaded(&stack).await?;
        let template = loaded.tree.template(&stack.path).map(|template| template.document.to_value().to_masked_json());
        template.ok_or_else(|| Error::not_found("Stack", &stack.name))
    }

    /// The environment of a stack, hidden parameters masked.
    pub async fn environment(&self, caller: &Caller, stack: &StackRef) -> Result<Value> {
        let stack = self.find(caller, stack, true).await?;
        if stack.is_root() {
            return Ok(shown_environment(&self.must_newest(&stack).await?.environment));
        }
        let loaded = self.loaded(&stack).await?;
        loaded
            .tree
            .environment(&stack.path)
            .map(|map| shown_environment(&map))
            .ok_or_else(|| Error::not_found("Stack", &stack.name))
    }

    /// The files of a stack.
    pub async fn files(&self, caller: &Caller, stack: &StackRef) -> Result<BTreeMap<String, String>> {
        let stack = self.find(caller, stack, true).await?;
        let root = self.root_of(&stack).await?;
        Ok(self.must_newest(&root).await?.files.clone())
    }

    /// The root of a stack's tree.
    pub(super) async fn root_of(&self, stack: &Stack) -> Result<Stack> {
        if stack.is_root() {
            return Ok(stack.clone());
        }
        self.ctx.store.stack(stack.root).await?.ok_or_else(|| Error::not_found("Stack", &stack.name))
    }

    /// The submission that was attempted last.
    pub(super) async fn newest(&self, root: &Stack) -> Result<Option<Arc<Submission>>> {
        Ok(newest(&self.ctx, root).await?)
    }

    async fn must_newest(&self, root: &Stack) -> Result<Arc<Submission>> {
        self.newest(root).await?.ok_or_else(|| Error::not_found("Stack", &root.name))
    }

    /// The definition attempted last with today's records; `stack` is open in it.
    pub(super) async fn loaded(&self, stack: &Stack) -> Result<Loaded> {
        let root = self.root_of(stack).await?;
        let submission = self.must_newest(&root).await?;
        let records = self.ctx.store.incarnations(root.id, false).await?;
        let loaded = Loaded::new(&self.ctx, &root, &submission, &records)?;
        if loaded.is_open(&stack.path) {
            return Ok(loaded);
        }
        Err(Error::not_found("Stack", &stack.name))
    }
}

/// A submission's template as an object.
pub(super) fn document(submission: &Submission) -> Json {
    let (node, _) = yaml::parse(&submission.template, SourceId(0), None, yaml::Limits::default());
    node.map_or(Json::Null, |node| node.to_value().to_json())
}

/// An environment as clients see it: every section, secrets masked, nothing that is only kept.
pub(super) fn shown_environment(environment: &Map) -> Value {
    let section = |name: &str, empty: Value| (name.to_owned(), environment.get(name).cloned().unwrap_or(empty));
    let nothing = || Value::Map(Arc::default());
    Value::map([
        section("parameters", nothing()),
        section("parameter_defaults", nothing()),
        section("resource_registry", nothing()),
        section("event_sinks", Value::list([])),
    ])
    .masked()
}

/// Parameters as Python's `str` gives them, hidden ones as asterisks.
pub(super) fn parameter_texts(tree: &Tree, stack: &StackPath) -> IndexMap<String, String> {
    let parameters = tree.parameters(stack).into_iter().flatten();
    let kind = |name: &str| Some(tree.template(stack)?.parameters.get(name)?.kind);
    let text = |(name, value): (&String, &Value)| {
        let shown = describe::text(kind(name).unwrap_or(ParameterKind::String), value);
        (name.clone(), shown)
    };
    parameters.map(text).collect()
}

/// Outputs with their values now.
pub(super) fn output_views(tree: &Tree, stack: &StackPath, live: &dyn Live) -> Vec<OutputView> {
    let view = |(key, output): (String, definition::Output)| {
        let (value, error) = match output.value {
            Ok(value) => (known(&value), None),
            Err(finding) => (Value::Null, Some(finding.message)),
        };
        let description = output.description.unwrap_or_else(|| "No description given".to_owned());
        OutputView { key, description, value, error }
    };
    tree.outputs(stack, live).into_iter().map(view).collect()
}

/// A value as clients see it in outputs and attributes: asking for an output or an attribute is asking for what is in it, so generated
/// values are shown; only what is not known is null.
pub(super) fn known(value: &Value) -> Value {
    match value {
        Value::Unknown(_) => Value::Null,
        Value::Secret(inner) => known(inner),
        Value::List(items) => Value::list(items.iter().map(known)),
        Value::Map(map) => Value::map(map.iter().map(|(key, value)| (key.clone(), known(value)))),
        other => other.clone(),
    }
}

/// The submission that was attempted last.
pub(super) async fn newest(ctx: &Context, root: &Stack) -> store::Result<Option<Arc<Submission>>> {
    let Some(number) = root.attempted else {
        return Ok(None);
    };
    let Some(revision) = ctx.store.revision(root.id, number).await? else {
        return Ok(None);
    };
    ctx.store.submission(&revision.submission).await
}
