//! `GET /v1/{project}/stacks/{stack}/{id}/template`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use axum::extract::State;

/// The template of a stack.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/template",
    operation_id = "stack_template",
    tag = "stack",
    params(AtStack),
    responses((status = 200, description = "The template", body = Object), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    Ok(ok(app.service.template(&scope.caller, &scope.stack()).await?))
}
