//! Resources, listed and shown.

use super::event::within;
use super::live::Loaded;
use super::lookup::identity;
use super::show::known;
use super::{Caller, Error, ResourceQuery, ResourceView, Result, Service, StackRef};
use definition::{Kind, Tree};
use indexmap::IndexMap;
use model::StackId;
use model::Value;
use model::incarnation::Incarnation;
use model::stack::Stack;
use std::sync::Arc;

impl Service {
    /// Resources of a stack and of its nested stacks down to a depth.
    pub async fn resources(
        &self,
        caller: &Caller,
        stack: &StackRef,
        query: &ResourceQuery,
    ) -> Result<Vec<ResourceView>> {
        let stack = self.find(caller, stack, true).await?;
        let tree = self.ctx.store.tree(stack.root).await?;
        let mut stacks: Vec<&Stack> = within(&tree, &stack, query.nested_depth).collect();
        stacks.sort_by_key(|stack| stack.path.depth());
        let mut views = Vec::new();
        for stack in stacks {
            let records = self.ctx.store.resources(stack.id).await?;
            let wanted = records.iter().filter(|record| matches(query, record));
            views.extend(wanted.map(|record| view(record, stack, &tree, &records)));
        }
        Ok(views)
    }

    /// One resource with its attributes.
    pub async fn resource(
        &self,
        caller: &Caller,
        stack: &StackRef,
        name: &str,
        with_attributes: &[String],
    ) -> Result<ResourceView> {
        let stack = self.find(caller, stack, false).await?;
        let records = self.ctx.store.resources(stack.id).await?;
        let record = records.iter().find(|record| record.path.name() == name);
        let record = record.ok_or_else(|| Error::resource_not_found(name, &stack.name))?;
        let tree = self.ctx.store.tree(stack.root).await?;
        let mut shown = view(record, &stack, &tree, &records);
        let loaded = self.loaded(&stack).await.ok();
        let template = loaded.as_ref().and_then(|loaded| loaded.tree.template(&stack.path));
        let described =
            template.and_then(|template| template.resources.get(name)).and_then(|r| r.description.as_deref());
        described.unwrap_or_default().clone_into(&mut shown.description);
        shown.attributes = loaded.map(|loaded| attributes(&loaded, record, with_attributes));
        Ok(shown)
    }

    /// A resource's metadata.
    pub async fn metadata(&self, caller: &Caller, stack: &StackRef, name: &str) -> Result<Value> {
        let stack = self.find(caller, stack, false).await?;
        let (record, _) = self.current(&stack, name).await?;
        Ok(known(&record.metadata))
    }

    /// The current record of a resource by name, and all of its stack.
    pub(super) async fn current(&self, stack: &Stack, name: &str) -> Result<(Arc<Incarnation>, Vec<Arc<Incarnation>>)> {
        let records = self.ctx.store.resources(stack.id).await?;
        let record = records.iter().find(|record| record.path.name() == name).cloned();
        Ok((record.ok_or_else(|| Error::resource_not_found(name, &stack.name))?, records))
    }
}

fn matches(query: &ResourceQuery, record: &Incarnation) -> bool {
    fn any<T>(wanted: &[T], test: impl Fn(&T) -> bool) -> bool {
        wanted.is_empty() || wanted.iter().any(test)
    }
    any(&query.names, |name| name == record.path.name())
        // Heat finds a type by any part of its name.
        && any(&query.types, |kind| record.type_name.contains(kind.as_str()))
        && any(&query.actions, |action| *action == record.action)
        && any(&query.statuses, |status| *status == record.status)
        && any(&query.physical_ids, |id| record.physical_id.as_deref() == Some(id.as_str()))
        && any(&query.ids, |id| *id == record.id.to_string())
}

/// A record with what surrounds it.
pub(super) fn view(
    record: &Arc<Incarnation>,
    stack: &Stack,
    tree: &[Stack],
    siblings: &[Arc<Incarnation>],
) -> ResourceView {
    let nested = record.physical_id.as_deref().and_then(|id| id.parse::<StackId>().ok());
    let nested = nested.and_then(|id| tree.iter().find(|stack| stack.id == id && stack.path == record.path.nested()));
    let users = siblings.iter().filter(|other| other.requires.contains(&record.path));
    ResourceView {
        record: super::incarnation::masked(record),
        stack: identity(stack),
        parent_resource: stack.path.holder().map(|holder| holder.name().to_owned()),
        required_by: users.map(|other| other.path.name().to_owned()).collect(),
        nested: nested.map(identity),
        description: String::new(),
        attributes: None,
    }
}

fn attributes(loaded: &Loaded, record: &Incarnation, extra: &[String]) -> IndexMap<String, Value> {
    let live = loaded.live();
    let mut names = names(&loaded.tree, record);
    names.extend(extra.iter().filter(|name| *name != "show").cloned());
    let value = |name: &str| match loaded.tree.attribute(record, name, &[], &live) {
        Some((value, _)) => known(&value),
        None => Value::Null,
    };
    names.into_iter().map(|name| (name.clone(), value(&name))).collect()
}

fn names(tree: &Tree, record: &Incarnation) -> Vec<String> {
    let Some(node) = tree.node(&record.path) else {
        return Vec::new();
    };
    match node.kind {
        Kind::Type(kind) => kind.attributes.iter().map(|a| a.name.to_owned()).filter(|name| name != "show").collect(),
        Kind::Template => {
            let template = tree.template(&record.path.nested());
            template.map(|t| t.outputs.keys().map(|name| name.to_string()).collect()).unwrap_or_default()
        }
    }
}
