//! `GET /v1/{project}/stacks/{stack}/{id}/environment`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use axum::extract::State;

/// The merged environment of a stack, hidden parameters masked.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/environment",
    operation_id = "stack_environment",
    tag = "stack",
    params(AtStack),
    responses((status = 200, description = "The environment", body = Object), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let environment = app.service.environment(&scope.caller, &scope.stack()).await?;
    Ok(ok(environment.to_masked_json()))
}
