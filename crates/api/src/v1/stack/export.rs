//! `GET /v1/{project}/stacks/{stack}/{id}/export`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use axum::extract::State;

/// The document of a stack: what an adopt takes.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/export",
    operation_id = "stack_export",
    tag = "stack",
    params(AtStack),
    responses((status = 200, description = "The document of the stack", body = Object), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    Ok(ok(app.service.export(&scope.caller, &scope.stack()).await?))
}
