//! `DELETE /v1/{project}/stacks/{stack}/{id}/abandon`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use axum::extract::State;

/// Forgets a stack and leaves its objects alone; answers with what `export` gives.
#[utoipa::path(
    delete,
    path = "/v1/{project}/stacks/{stack}/{id}/abandon",
    operation_id = "stack_abandon",
    tag = "stack",
    params(AtStack),
    responses((status = 200, description = "The document of the stack", body = Object), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    Ok(ok(app.service.abandon(&scope.caller, &scope.stack()).await?))
}
