//! `GET /v1/{project}/software_deployments`

use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::software::Deployments;

/// The software deployments: none, there is no store for them yet.
#[utoipa::path(
    get,
    path = "/v1/{project}/software_deployments",
    operation_id = "software_deployment_index",
    tag = "software_deployment",
    params(InProject,
("server_id" = Option<String>, Query, description = "Only of this server")),
    responses((status = 200, description = "The deployments", body = Deployments), Faults),
)]
pub(crate) async fn handle(_scope: Scope) -> Reply {
    Ok(ok(Deployments::default()))
}
