//! `GET /v1/{project}/stacks/{stack}/{id}/incarnations/{incarnation}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::incarnation::One;
use axum::extract::State;

/// One object. (Carnot)
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/incarnations/{incarnation}",
    operation_id = "incarnation_show",
    tag = "incarnation",
    params(AtStack,
("incarnation" = String, Path, description = "The id of the incarnation")),
    responses((status = 200, description = "The incarnation", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let id = scope.id("incarnation", "Incarnation")?;
    let found = app.service.incarnation(&scope.caller, &scope.stack(), id).await?;
    Ok(ok(One { incarnation: view::history::incarnation(&scope.base, &scope.identity(), &found) }))
}
