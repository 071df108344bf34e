//! `DELETE /v1/{project}/software_deployments/{deployment}`

use crate::openapi::{Faults, InProject};
use crate::reply::Reply;
use crate::scope::Scope;

/// Removes a software deployment: there is none.
#[utoipa::path(
    delete,
    path = "/v1/{project}/software_deployments/{deployment}",
    operation_id = "software_deployment_delete",
    tag = "software_deployment",
    params(InProject,
("deployment" = String, Path, description = "The id")),
    responses(Faults),
)]
pub(crate) async fn handle(scope: Scope) -> Reply {
    Err(super::missing(scope.part("deployment")))
}
