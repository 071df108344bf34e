//! Revisions, operations, incarnations: what Heat does not have.

use crate::link::Base;
use api_types::action::Answer as Started;
use api_types::incarnation::Incarnation;
use api_types::operation::{Operation, Step};
use api_types::plan::Plan;
use api_types::revision::{Binding, Change, Content, Diff, Rebound, Revision};
use engine::service::{Accepted, OperationView, RevisionDiff, RevisionView, StackIdentity};

/// An operation in a list.
pub(crate) fn operation(base: &Base, stack: &StackIdentity, operation: &model::operation::Operation) -> Operation {
    let mut links =
        vec![base.to(stack, &format!("/operations/{}", operation.id), "self"), base.to_stack(stack, "stack")];
    links.extend(operation.plan.map(|id| base.to(stack, &format!("/plans/{id}"), "plan")));
    Operation { links, ..Operation::from(operation) }
}

/// An operation with its steps.
pub(crate) fn operation_shown(base: &Base, stack: &StackIdentity, view: &OperationView) -> Operation {
    let step = |index: u32| view.plan.as_ref().and_then(|plan| plan.steps.get(index as usize));
    let steps = view.steps.iter().map(|row| Step::new(step(row.index), row)).collect();
    Operation { steps, ..operation(base, stack, &view.operation) }
}

/// An operation that was started, with its plan.
pub(crate) fn started(base: &Base, accepted: &Accepted) -> Started {
    let stack = super::stack::identity(&accepted.stack);
    Started {
        operation: Some(operation(base, &stack, &accepted.operation)),
        plan: accepted.plan.as_deref().map(Plan::from),
    }
}

/// A revision in a list.
pub(crate) fn revision(base: &Base, stack: &StackIdentity, revision: &model::revision::Revision) -> Revision {
    let links = vec![
        base.to(stack, &format!("/revisions/{}", revision.number), "self"),
        base.to_stack(stack, "stack"),
        base.to(stack, &format!("/operations/{}", revision.operation), "operation"),
    ];
    Revision { links, ..Revision::from(revision) }
}

/// A revision with its content.
pub(crate) fn revision_shown(base: &Base, stack: &StackIdentity, view: &RevisionView) -> Revision {
    let content = Content {
        template: view.template.clone(),
        files: view.files.clone(),
        environment: view.environment.to_masked_json(),
        parameters: view.parameters.clone(),
        tags: view.tags.clone(),
        timeout_mins: view.timeout_mins,
        disable_rollback: view.disable_rollback,
    };
    let binding = |(path, bound): (&model::ResourcePath, &model::revision::Binding)| Binding {
        path: path.to_string(),
        resource_type: bound.type_name.clone(),
        incarnation: bound.incarnation.to_string(),
        physical_resource_id: bound.physical_id.clone(),
    };
    let bindings = view.bindings.as_ref().map(|bindings| bindings.0.iter().map(binding).collect());
    Revision { content: Some(content), bindings, ..revision(base, stack, &view.revision) }
}

/// The difference of two revisions.
pub(crate) fn diff(diff: &RevisionDiff) -> Diff {
    let rebound = |change: &engine::service::BindingChange| Rebound {
        path: change.path.clone(),
        before: change.from.clone(),
        after: change.to.clone(),
    };
    Diff {
        from: diff.from,
        to: diff.to,
        template: diff.template.iter().map(Change::from).collect(),
        environment: diff.environment.iter().map(Change::from).collect(),
        files: diff.files.clone(),
        bindings: diff.bindings.iter().map(rebound).collect(),
    }
}

/// An incarnation. Those of nested stacks link to the root of their tree as well.
pub(crate) fn incarnation(base: &Base, root: &StackIdentity, record: &model::incarnation::Incarnation) -> Incarnation {
    let mut links = vec![base.to(root, &format!("/incarnations/{}", record.id), "self"), base.to_stack(root, "stack")];
    if record.current && record.stack == root.id {
        links.push(base.to(root, &format!("/resources/{}", record.path.name()), "resource"));
    }
    Incarnation { links, ..Incarnation::from(record) }
}
