//! `GET /v1/{project}/software_deployments/metadata/{server}`

use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::software::Metadata;

/// The configurations of a server: none, there is no store for them yet.
#[utoipa::path(
    get,
    path = "/v1/{project}/software_deployments/metadata/{server}",
    operation_id = "software_deployment_metadata",
    tag = "software_deployment",
    params(InProject,
("server" = String, Path, description = "The id of the server")),
    responses((status = 200, description = "The configurations", body = Metadata), Faults),
)]
pub(crate) async fn handle(_scope: Scope) -> Reply {
    Ok(ok(Metadata::default()))
}
