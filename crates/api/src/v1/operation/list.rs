//! `GET /v1/{project}/stacks/{stack}/{id}/operations`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::operation::List;
use axum::extract::State;

/// The operations of a stack, newest first. (Carnot)
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/operations",
    operation_id = "operation_list",
    tag = "operation",
    params(AtStack),
    responses((status = 200, description = "The operations", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let stack = scope.identity();
    let found = app.service.operations(&scope.caller, &scope.stack()).await?;
    let operations = found.iter().map(|one| view::history::operation(&scope.base, &stack, one)).collect();
    Ok(ok(List { operations }))
}
