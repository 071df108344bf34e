//! `GET /v1/{project}/stacks/{stack}/{id}/resources/{resource}/events`

use super::list::find;
use crate::App;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::event::List;
use axum::extract::State;

/// The events of one resource; filters and paging are those of a stack's events.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/resources/{resource}/events",
    operation_id = "event_index_resource",
    tag = "event",
    params(AtStack, ("resource" = String, Path, description = "The name of the resource")),
    responses((status = 200, description = "The events", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let name = scope.part("resource");
    let events = find(&app, &scope, Some(name)).await?;
    if events.is_empty() {
        return Err(Fault::new("HTTPNotFound", "no_events", format!("No events found for resource {name}")));
    }
    let rooted = scope.query.number("nested_depth")?.unwrap_or(0) > 0;
    Ok(ok(List { events: events.iter().map(|one| view::event::listed(&scope.base, one, rooted)).collect() }))
}
