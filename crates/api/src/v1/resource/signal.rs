//! `POST /v1/{project}/stacks/{stack}/{id}/resources/{resource}/signal`

use crate::App;
use crate::body::Body;
use crate::openapi::{AtStack, Faults};
use crate::reply::{self, Reply};
use crate::scope::Scope;
use axum::extract::State;
use serde_json::Value as Json;

/// Signals a resource.
#[utoipa::path(
    post,
    path = "/v1/{project}/stacks/{stack}/{id}/resources/{resource}/signal",
    operation_id = "resource_signal",
    tag = "resource",
    params(AtStack,
("resource" = String, Path, description = "The name of the resource, or its physical id")),
    responses((status = 200, description = "Done"), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let details = body.0.map(Json::Object);
    app.service.signal(&scope.caller, &scope.stack(), scope.part("resource"), details).await?;
    Ok(reply::nothing())
}
