//! `GET /v1/{project}/resource_types/{type}`

use crate::App;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::resource_type::Schema;
use axum::extract::State;

/// The schema of a resource type.
#[utoipa::path(
    get,
    path = "/v1/{project}/resource_types/{type}",
    operation_id = "resource_schema",
    tag = "resource_type",
    params(InProject,
("type" = String, Path, description = "The name of the type")),
    responses((status = 200, description = "The schema", body = Schema), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    Ok(ok(app.service.resource_type(scope.part("type"), false)?))
}
