//! `GET /v1/{project}/stacks/{stack}/{id}/resources/{resource}/metadata`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::resource::Metadata;
use axum::extract::State;

/// The metadata of a resource.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/resources/{resource}/metadata",
    operation_id = "resource_metadata_show",
    tag = "resource",
    params(AtStack,
("resource" = String, Path, description = "The name of the resource, or its physical id")),
    responses((status = 200, description = "The metadata", body = Metadata), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let metadata = app.service.metadata(&scope.caller, &scope.stack(), scope.part("resource")).await?;
    Ok(ok(Metadata { metadata: metadata.to_masked_json() }))
}
