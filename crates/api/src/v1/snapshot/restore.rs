//! `POST /v1/{project}/stacks/{stack}/{id}/snapshots/{snapshot}/restore`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{self, Reply};
use crate::scope::Scope;
use axum::extract::State;
use axum::http::HeaderMap;

/// Brings a stack back to a snapshot.
#[utoipa::path(
    post,
    path = "/v1/{project}/stacks/{stack}/{id}/snapshots/{snapshot}/restore",
    operation_id = "stack_snapshot_restore",
    tag = "snapshot",
    params(AtStack,
("snapshot" = String, Path, description = "The id of the snapshot")),
    responses((status = 202, description = "The restore began"), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, headers: HeaderMap) -> Reply {
    let accepted = app.service.restore(&scope.caller, &scope.stack(), scope.part("snapshot")).await?;
    Ok(reply::with_operation(reply::accepted(&headers), &accepted.operation))
}
