//! `GET /v1/{project}/stacks/{stack}/{id}/events`

use crate::App;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::query::known;
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::event::List;
use axum::extract::State;
use engine::service::{EventQuery, EventView};

/// The events of a stack.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/events",
    operation_id = "event_index_stack",
    tag = "event",
    params(
        AtStack,
        ("nested_depth" = Option<u32>, Query, description = "How many levels of nested stacks"),
        ("limit" = Option<u32>, Query, description = "At most so many"),
        ("marker" = Option<String>, Query, description = "Start behind this event"),
        ("sort_dir" = Option<String>, Query, description = "`asc` or `desc` (default)"),
        ("resource_name" = Option<Vec<String>>, Query, description = "Any of these resources"),
        ("resource_type" = Option<Vec<String>>, Query, description = "Any of these types"),
        ("resource_action" = Option<Vec<String>>, Query, description = "Any of these actions"),
        ("resource_status" = Option<Vec<String>>, Query, description = "Any of these statuses"),
    ),
    responses((status = 200, description = "The events", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let events = find(&app, &scope, None).await?;
    let rooted = scope.query.number("nested_depth")?.unwrap_or(0) > 0;
    Ok(ok(List { events: events.iter().map(|one| view::event::listed(&scope.base, one, rooted)).collect() }))
}

/// Events by the filters of the query, of one resource if it is named.
pub(super) async fn find(app: &App, scope: &Scope, resource: Option<&str>) -> Result<Vec<EventView>, Fault> {
    let query = &scope.query;
    let descending = match query.one("sort_dir") {
        None | Some("desc") => true,
        Some("asc") => false,
        Some(_) => {
            return Err(Fault::new("ValueError", "sort_dir", "Unknown sort direction, must be one of: asc, desc."));
        }
    };
    let wanted = EventQuery {
        nested_depth: query.number("nested_depth")?.unwrap_or(0),
        names: resource.map_or_else(|| query.all("resource_name"), |name| vec![name.to_owned()]),
        types: query.all("resource_type"),
        descending,
        marker: query.one("marker").and_then(|marker| marker.parse().ok()),
        limit: query.number("limit")?,
        ..EventQuery::default()
    };
    match (known(&query.all("resource_action")), known(&query.all("resource_status"))) {
        (Some(actions), Some(statuses)) => {
            let wanted = EventQuery { actions, statuses, ..wanted };
            Ok(app.service.events(&scope.caller, &scope.stack(), &wanted).await?)
        }
        // Nothing can match, but the stack must be there.
        _ => {
            let one = EventQuery { limit: Some(1), ..EventQuery::default() };
            app.service.events(&scope.caller, &scope.stack(), &one).await?;
            Ok(Vec::new())
        }
    }
}
