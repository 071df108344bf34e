//! What would be: the resources of a definition that has no objects yet, and an update's plan in Heat's form.

use super::lookup::identity;
use super::show::known;
use super::{Caller, PreviewResource, PreviewUpdate, ResourceView, Result, Service, StackRef, Update};
use crate::planning::accept::{self, Shown};
use definition::Tree;
use model::incarnation::Incarnation;
use model::plan::{Action, PlannedResource};
use model::stack::Stack;
use model::{ResourcePath, StackPath, Value};
use resource::live::Nothing;
use std::collections::HashSet;
use std::sync::Arc;

impl Service {
    /// What an update would do; with `nested`, to resources of nested stacks too.
    pub async fn preview_update(
        &self,
        caller: &Caller,
        stack: &StackRef,
        request: Update,
        nested: bool,
    ) -> Result<PreviewUpdate> {
        let (root, wish) = self.prepare_update(caller, stack, &request).await?;
        let shown = accept::preview(&self.ctx, root.clone(), &wish, request.dry_run).await?;
        let mut answer = PreviewUpdate {
            stack: root,
            unchanged: Vec::new(),
            updated: Vec::new(),
            replaced: Vec::new(),
            added: Vec::new(),
            deleted: Vec::new(),
            plan: Arc::clone(&shown.plan),
        };
        let slots: HashSet<&ResourcePath> =
            shown.plan.resources.iter().filter(|r| !removed(r.action)).map(|r| &r.path).collect();
        let asked = shown.plan.resources.iter().filter(|r| nested || r.path.stack().is_root());
        // What is removed from a slot that somebody else gets is part of a replacement.
        for planned in asked.filter(|r| !removed(r.action) || !slots.contains(&r.path)) {
            let view = planned_view(planned, &shown, &answer.stack);
            list(&mut answer, planned.action).extend(view);
        }
        Ok(answer)
    }
}

fn removed(action: Action) -> bool {
    matches!(action, Action::Delete | Action::Retain)
}

fn list(answer: &mut PreviewUpdate, action: Action) -> &mut Vec<ResourceView> {
    match action {
        Action::Keep
        | Action::Skip
        | Action::Accept
        | Action::Check
        | Action::Rebind
        | Action::Suspend
        | Action::Resume
        | Action::Snapshot => &mut answer.unchanged,
        Action::Restore | Action::Update | Action::UpdateDisruptive => &mut answer.updated,
        Action::Replace | Action::ReplaceDeleteFirst => &mut answer.replaced,
        Action::Create => &mut answer.added,
        Action::Delete | Action::Retain => &mut answer.deleted,
    }
}

fn planned_view(planned: &PlannedResource, shown: &Shown, root: &Stack) -> Option<ResourceView> {
    let old = shown.facts.records.iter().find(|record| record.id == planned.incarnation).cloned();
    let record = old.or_else(|| {
        let coming = shown.records.iter().find(|record| record.id == planned.incarnation);
        coming.map(|record| Arc::new(record.clone()))
    })?;
    let stack_path = record.path.stack();
    let place = super::StackIdentity { id: record.stack, ..identity(root) };
    Some(ResourceView {
        required_by: required_by(shown, &record),
        record: super::incarnation::masked(&record),
        stack: place,
        parent_resource: stack_path.holder().map(|holder| holder.name().to_owned()),
        nested: None,
        description: String::new(),
        attributes: None,
    })
}

fn required_by(shown: &Shown, record: &Incarnation) -> Vec<String> {
    let Some(tree) = &shown.wanted.tree else {
        return Vec::new();
    };
    users(tree, &record.path)
}

/// Names of the resources in the same stack that require a resource.
fn users(tree: &Tree, path: &ResourcePath) -> Vec<String> {
    let siblings = tree.order(&path.stack()).unwrap_or_default();
    let requires = |other: &&ResourcePath| tree.node(other).is_some_and(|node| node.requires.contains(path));
    siblings.iter().filter(requires).map(|other| other.name().to_owned()).collect()
}

/// The resources of an open stack, with those of the stacks nested in them.
pub(super) fn resources(
    tree: &Tree,
    stack: &StackPath,
    stack_name: &str,
    parent: Option<&str>,
) -> Vec<PreviewResource> {
    let order = tree.order(stack).unwrap_or_default();
    order.iter().filter_map(|path| resource(tree, path, stack_name, parent)).collect()
}

fn resource(tree: &Tree, path: &ResourcePath, stack_name: &str, parent: Option<&str>) -> Option<PreviewResource> {
    let node = tree.node(path)?;
    let evaluated = tree.evaluate(path, &Nothing).ok();
    let (properties, metadata) = evaluated.map_or((Value::Null, Value::Null), |e| (e.properties, e.metadata));
    let template = tree.template(&path.stack());
    let described = template.and_then(|t| t.resources.get(path.name())).and_then(|r| r.description.as_deref());
    let nested_name = format!("{stack_name}-{}", path.name());
    let nested = tree.order(&path.nested()).is_some();
    Some(PreviewResource {
        name: path.name().to_owned(),
        type_name: node.type_name.clone(),
        stack_name: stack_name.to_owned(),
        parent_resource: parent.map(str::to_owned),
        description: described.unwrap_or_default().to_owned(),
        properties: known(&properties.masked()),
        metadata: known(&metadata.masked()),
        required_by: users(tree, path),
        nested: nested.then(|| resources(tree, &path.nested(), &nested_name, Some(path.name()))),
    })
}
