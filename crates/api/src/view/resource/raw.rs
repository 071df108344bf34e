//! Heat's inner form of a resource, which its previews show.

use crate::view::object;
use api_types::resource::Raw;
use engine::service::{PreviewResource, ResourceView, StackIdentity};
use serde_json::{Value as Json, json};

/// A resource that exists, or would after an update.
pub(crate) fn of_view(view: &ResourceView) -> Raw {
    let record = &view.record;
    let name = record.path.name();
    Raw {
        updated_time: Some(record.updated_at.to_wire()),
        creation_time: Some(record.created_at.to_wire()),
        resource_name: name.to_owned(),
        physical_resource_id: record.physical_id.clone().unwrap_or_default(),
        resource_action: record.action.to_string(),
        resource_status: record.status.to_string(),
        resource_status_reason: Some(record.status_reason.clone()),
        resource_type: record.type_name.clone(),
        resource_identity: identity(&view.stack, &format!("/resources/{name}")),
        stack_identity: identity(&view.stack, ""),
        stack_name: view.stack.name.clone(),
        required_by: view.required_by.clone(),
        nested_stack_id: view.nested.as_ref().map(|nested| identity(nested, "")),
        parent_resource: view.parent_resource.clone(),
        description: view.description.clone(),
        metadata: Json::Object(object(&record.metadata)),
        attributes: view.attributes.iter().flatten().map(|(name, value)| (name.clone(), value.to_json())).collect(),
        properties: None,
    }
}

/// A resource of a stack that is not there yet.
pub(crate) fn of_preview(resource: &PreviewResource, stack: &StackIdentity) -> Raw {
    let stack = StackIdentity { name: resource.stack_name.clone(), ..stack.clone() };
    Raw {
        resource_name: resource.name.clone(),
        resource_action: "INIT".to_owned(),
        resource_status: "COMPLETE".to_owned(),
        resource_status_reason: Some(String::new()),
        resource_type: resource.type_name.clone(),
        resource_identity: identity(&stack, &format!("/resources/{}", resource.name)),
        stack_identity: identity(&stack, ""),
        stack_name: resource.stack_name.clone(),
        required_by: resource.required_by.clone(),
        parent_resource: resource.parent_resource.clone(),
        description: resource.description.clone(),
        metadata: Json::Object(object(&resource.metadata)),
        properties: Some(object(&resource.properties)),
        ..Raw::default()
    }
}

fn identity(stack: &StackIdentity, path: &str) -> Json {
    json!({ "tenant": stack.project, "stack_name": stack.name, "stack_id": stack.id.to_string(), "path": path })
}
