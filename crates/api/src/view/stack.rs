//! Stacks, outputs and snapshots.

use super::resource::raw;
use crate::link::Base;
use api_types::output::Output;
use api_types::snapshot::Snapshot;
use api_types::stack::{History, Preview, Stack, Summary};
use engine::service::{OutputView, PreviewCreate, PreviewResource, StackIdentity, StackView};
use indexmap::IndexMap;
use model::Timestamp;
use model::goal::SweepPolicy;
use serde_json::{Map, Value as Json};

/// What names a stack.
pub(crate) fn identity(stack: &model::stack::Stack) -> StackIdentity {
    StackIdentity { project: stack.project.clone(), name: stack.name.clone(), id: stack.id }
}

/// A stack in a list; with its project for those who see all.
pub(crate) fn summary(base: &Base, stack: &model::stack::Stack, with_project: bool) -> Summary {
    Summary {
        id: stack.id.to_string(),
        links: vec![base.to_stack(&identity(stack), "self")],
        project: with_project.then(|| stack.project.clone()),
        stack_name: stack.name.clone(),
        description: String::new(),
        stack_status: stack.state(),
        stack_status_reason: stack.status_reason.clone(),
        creation_time: Some(stack.created_at.to_wire()),
        updated_time: stack.updated_at.map(Timestamp::to_wire),
        deletion_time: stack.deleted_at.map(Timestamp::to_wire),
        stack_owner: Some(stack.owner.clone()),
        parent: stack.parent.map(|id| id.to_string()),
        stack_user_project_id: None,
        tags: tags(stack),
    }
}

/// A stack that is shown.
pub(crate) fn shown(base: &Base, view: &StackView) -> Stack {
    let row = &view.stack;
    let history = row.is_root().then(|| History {
        head: row.head,
        attempted: row.attempted,
        revision_outcome: view.revision.as_ref().map(|revision| revision.outcome.to_string()),
        operation: row.operation.map(|id| id.to_string()),
        leftovers: u32::try_from(view.leftovers.len()).unwrap_or(u32::MAX),
        sweep: sweep(row),
    });
    Stack {
        stack_status: Some(row.state()),
        stack_status_reason: Some(row.status_reason.clone()),
        outputs: view.outputs.as_ref().map(|outputs| outputs.iter().map(output).collect()),
        carnot: history,
        ..common(base, row, &view.description, &view.parameters)
    }
}

/// A stack that is not there yet.
pub(crate) fn preview(base: &Base, view: &PreviewCreate) -> Stack {
    Stack {
        outputs: Some(view.outputs.iter().map(output).collect()),
        resources: Some(previews(&view.resources, &identity(&view.stack))),
        ..common(base, &view.stack, &view.description, &view.parameters)
    }
}

fn common(base: &Base, row: &model::stack::Stack, description: &str, parameters: &IndexMap<String, String>) -> Stack {
    Stack {
        id: row.id.to_string(),
        links: vec![base.to_stack(&identity(row), "self")],
        stack_name: row.name.clone(),
        description: Some(description.to_owned()),
        template_description: Some(description.to_owned()),
        creation_time: Some(row.created_at.to_wire()),
        updated_time: row.updated_at.map(Timestamp::to_wire),
        deletion_time: row.deleted_at.map(Timestamp::to_wire),
        parameters: parameters
            .iter()
            .map(|(name, text)| (name.clone(), Json::from(text.as_str())))
            .collect::<Map<_, _>>(),
        disable_rollback: row.disable_rollback,
        timeout_mins: row.timeout_mins,
        stack_owner: Some(row.owner.clone()),
        parent: row.parent.map(|id| id.to_string()),
        tags: Some(row.tags.clone()),
        ..Stack::default()
    }
}

/// A nested stack stands as the list of its resources, as Heat shows it.
fn previews(resources: &[PreviewResource], stack: &StackIdentity) -> Vec<Preview> {
    let one = |resource: &PreviewResource| match &resource.nested {
        Some(inner) => Preview::Nested(previews(inner, stack)),
        None => Preview::One(Box::new(raw::of_preview(resource, stack))),
    };
    resources.iter().map(one).collect()
}

fn tags(stack: &model::stack::Stack) -> Option<Vec<String>> {
    (!stack.tags.is_empty()).then(|| stack.tags.clone())
}

fn sweep(stack: &model::stack::Stack) -> String {
    match stack.sweep {
        SweepPolicy::After => format!("after:{}", stack.sweep_after_secs),
        policy @ (SweepPolicy::Immediate | SweepPolicy::Manual) => policy.to_string(),
    }
}

/// An output with its value.
pub(crate) fn output(view: &OutputView) -> Output {
    Output {
        output_key: view.key.clone(),
        description: view.description.clone(),
        output_error: view.error.clone(),
        output_value: Some(view.value.to_json()),
    }
}

/// An output in a list.
pub(crate) fn output_key(view: &OutputView) -> Output {
    Output { output_value: None, output_error: None, ..output(view) }
}

/// A snapshot.
pub(crate) fn snapshot(snapshot: &model::snapshot::Snapshot) -> Snapshot {
    Snapshot {
        id: snapshot.id.to_string(),
        name: snapshot.name.clone(),
        action: Some("CREATE".to_owned()),
        status: snapshot.status.to_string(),
        status_reason: Some(snapshot.status_reason.clone()).filter(|reason| !reason.is_empty()),
        data: snapshot.data.to_masked_json(),
        creation_time: Some(snapshot.created_at.to_wire()),
    }
}
