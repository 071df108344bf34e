//! `GET /v1/{project}/stacks/{stack}/{id}/operations/{operation}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::operation::One;
use axum::extract::State;

/// One operation, and how each of its steps stands. (Carnot)
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/operations/{operation}",
    operation_id = "operation_show",
    tag = "operation",
    params(AtStack,
("operation" = String, Path, description = "The id of the operation")),
    responses((status = 200, description = "The operation", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let id = scope.id("operation", "Operation")?;
    let found = app.service.operation(&scope.caller, &scope.stack(), id).await?;
    let operation = view::history::operation_shown(&scope.base, &scope.identity(), &found);
    Ok(ok(One { operation }))
}
