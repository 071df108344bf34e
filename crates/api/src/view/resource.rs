//! Resources: as lists and shows tell them, and in the inner form that previews tell.

pub(crate) mod raw;

use crate::link::Base;
use api_types::resource::Resource;
use engine::service::ResourceView;

/// A resource in a list.
pub(crate) fn listed(base: &Base, view: &ResourceView) -> Resource {
    let record = &view.record;
    let name = record.path.name().to_owned();
    let mut links =
        vec![base.to(&view.stack, &format!("/resources/{name}"), "self"), base.to_stack(&view.stack, "stack")];
    links.extend(view.nested.iter().map(|nested| base.to_stack(nested, "nested")));
    Resource {
        logical_resource_id: name.clone(),
        resource_name: name,
        links,
        physical_resource_id: record.physical_id.clone().unwrap_or_default(),
        resource_type: record.type_name.clone(),
        resource_status: format!("{}_{}", record.action, record.status),
        resource_status_reason: Some(record.status_reason.clone()),
        creation_time: Some(record.created_at.to_wire()),
        updated_time: Some(record.updated_at.to_wire()),
        required_by: view.required_by.clone(),
        parent_resource: view.parent_resource.clone(),
        description: None,
        attributes: None,
    }
}

/// A resource that is shown.
pub(crate) fn shown(base: &Base, view: &ResourceView) -> Resource {
    let attributes = view.attributes.as_ref();
    let attributes = attributes.map(|all| all.iter().map(|(name, value)| (name.clone(), value.to_json())).collect());
    Resource { description: Some(view.description.clone()), attributes, ..listed(base, view) }
}
