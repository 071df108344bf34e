//! `GET /v1/{project}/stacks/{stack}/{id}/outputs/{output}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::output::One;
use axum::extract::State;

/// One output of a stack.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/outputs/{output}",
    operation_id = "stack_output_show",
    tag = "output",
    params(AtStack,
("output" = String, Path, description = "The key")),
    responses((status = 200, description = "The output", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let output = app.service.output(&scope.caller, &scope.stack(), scope.part("output")).await?;
    Ok(ok(One { output: view::stack::output(&output) }))
}
