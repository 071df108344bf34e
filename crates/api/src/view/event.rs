//! Events, with the links that clients follow.

use super::object;
use crate::link::Base;
use api_types::event::Event;
use engine::service::EventView;

/// An event in a list; with `rooted`, it links to the root of its tree.
pub(crate) fn listed(base: &Base, view: &EventView, rooted: bool) -> Event {
    let event = &view.event;
    let name = event.resource_name.clone();
    let place = format!("/resources/{name}");
    let mut links = vec![
        base.to(&view.stack, &format!("{place}/events/{}", event.id), "self"),
        base.to(&view.stack, &place, "resource"),
        base.to_stack(&view.stack, "stack"),
    ];
    if rooted {
        links.push(base.to_stack(&view.root, "root_stack"));
    }
    Event {
        id: event.id.to_string(),
        links,
        event_time: event.at.to_wire(),
        logical_resource_id: name.clone(),
        resource_name: name,
        physical_resource_id: event.physical_id.clone(),
        resource_status: format!("{}_{}", event.action, event.status),
        resource_status_reason: Some(event.reason.clone()),
        resource_type: None,
        resource_properties: None,
    }
}

/// An event that is shown.
pub(crate) fn shown(base: &Base, view: &EventView) -> Event {
    Event {
        resource_type: Some(view.event.resource_type.clone()),
        resource_properties: Some(object(&view.event.properties)),
        ..listed(base, view, false)
    }
}
