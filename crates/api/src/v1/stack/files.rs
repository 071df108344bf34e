//! `GET /v1/{project}/stacks/{stack}/{id}/files`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use axum::extract::State;

/// The files of a stack.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/files",
    operation_id = "stack_files",
    tag = "stack",
    params(AtStack),
    responses((status = 200, description = "File name or URL and text", body = Object), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    Ok(ok(app.service.files(&scope.caller, &scope.stack()).await?))
}
