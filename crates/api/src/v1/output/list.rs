//! `GET /v1/{project}/stacks/{stack}/{id}/outputs`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::output::List;
use axum::extract::State;

/// The outputs of a stack, without values.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/outputs",
    operation_id = "stack_output_list",
    tag = "output",
    params(AtStack),
    responses((status = 200, description = "The outputs", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let outputs = app.service.outputs(&scope.caller, &scope.stack()).await?;
    Ok(ok(List { outputs: outputs.iter().map(view::stack::output_key).collect() }))
}
