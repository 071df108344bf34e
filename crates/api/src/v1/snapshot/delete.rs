//! `DELETE /v1/{project}/stacks/{stack}/{id}/snapshots/{snapshot}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{self, Reply};
use crate::scope::Scope;
use axum::extract::State;

/// Removes a snapshot.
#[utoipa::path(
    delete,
    path = "/v1/{project}/stacks/{stack}/{id}/snapshots/{snapshot}",
    operation_id = "stack_snapshot_delete",
    tag = "snapshot",
    params(AtStack,
("snapshot" = String, Path, description = "The id of the snapshot")),
    responses((status = 204, description = "Removed"), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    app.service.delete_snapshot(&scope.caller, &scope.stack(), scope.part("snapshot")).await?;
    Ok(reply::no_content())
}
