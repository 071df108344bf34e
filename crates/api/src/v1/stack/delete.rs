//! `DELETE /v1/{project}/stacks/{stack}/{id}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{self, Reply};
use crate::scope::Scope;
use axum::extract::State;

/// Deletes a stack.
#[utoipa::path(
    delete,
    path = "/v1/{project}/stacks/{stack}/{id}",
    operation_id = "stack_delete",
    tag = "stack",
    params(AtStack),
    responses((status = 204, description = "The deletion began, or there is nothing to delete"), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    match app.service.delete(&scope.caller, &scope.stack()).await? {
        Some(accepted) => Ok(reply::with_operation(reply::no_content(), &accepted.operation)),
        None => Ok(reply::no_content()),
    }
}
