//! `GET /v1/{project}/stacks/{stack}/{id}/resources/{resource}/events/{event}`

use crate::App;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::event::One;
use axum::extract::State;
use engine::service::EventQuery;
use model::EventId;

/// One event.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/resources/{resource}/events/{event}",
    operation_id = "event_show",
    tag = "event",
    params(AtStack,
("resource" = String, Path, description = "The name of the resource"),
("event" = String, Path, description = "The id of the event")),
    responses((status = 200, description = "The event", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let wanted = scope.part("event");
    let missing = || Fault::new("HTTPNotFound", "unknown_event", format!("No event {wanted} found"));
    let id: EventId = wanted.parse().map_err(|_| missing())?;
    let query = EventQuery { ids: vec![id], names: vec![scope.part("resource").to_owned()], ..EventQuery::default() };
    let found = app.service.events(&scope.caller, &scope.stack(), &query).await?;
    let event = found.first().ok_or_else(missing)?;
    Ok(ok(One { event: view::event::shown(&scope.base, event) }))
}
