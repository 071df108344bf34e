//! `GET /v1/{project}/stacks/{stack}/{id}/snapshots/{snapshot}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::snapshot::One;
use axum::extract::State;

/// One snapshot of a stack.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/snapshots/{snapshot}",
    operation_id = "stack_snapshot_show",
    tag = "snapshot",
    params(AtStack,
("snapshot" = String, Path, description = "The id of the snapshot")),
    responses((status = 200, description = "The snapshot", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let snapshot = app.service.show_snapshot(&scope.caller, &scope.stack(), scope.part("snapshot")).await?;
    Ok(ok(One { snapshot: view::stack::snapshot(&snapshot) }))
}
