//! `POST /v1/{project}/stacks/{stack}/{id}/snapshots`

use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::snapshot::{Request, Snapshot};
use axum::extract::State;
use serde_json::Value as Json;

/// Takes a snapshot of a stack.
#[utoipa::path(
    post,
    path = "/v1/{project}/stacks/{stack}/{id}/snapshots",
    operation_id = "stack_snapshot",
    tag = "snapshot",
    params(AtStack),
    request_body = Request,
    responses((status = 200, description = "The snapshot", body = Snapshot), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let mut body = body.required()?;
    let name = match body.remove("name") {
        None | Some(Json::Null) => None,
        Some(Json::String(name)) => Some(name),
        Some(other) => return Err(Fault::bad_request("snapshot_name", format!("The name {other} is not a text."))),
    };
    let snapshot = app.service.snapshot(&scope.caller, &scope.stack(), name).await?;
    Ok(ok(view::stack::snapshot(&snapshot)))
}
