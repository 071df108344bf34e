//! `GET /v1/{project}/stacks/{stack}/{id}/snapshots`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::snapshot::List;
use axum::extract::State;

/// The snapshots of a stack.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/snapshots",
    operation_id = "stack_list_snapshots",
    tag = "snapshot",
    params(AtStack),
    responses((status = 200, description = "The snapshots", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let snapshots = app.service.snapshots(&scope.caller, &scope.stack()).await?;
    Ok(ok(List { snapshots: snapshots.iter().map(view::stack::snapshot).collect() }))
}
