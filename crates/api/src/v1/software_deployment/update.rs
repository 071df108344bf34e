//! `PUT /v1/{project}/software_deployments/{deployment}`

use crate::body::Body;
use crate::openapi::{Faults, InProject};
use crate::reply::Reply;
use crate::scope::Scope;

/// Changes a software deployment: there is none.
#[utoipa::path(
    put,
    path = "/v1/{project}/software_deployments/{deployment}",
    operation_id = "software_deployment_update",
    tag = "software_deployment",
    params(InProject,
("deployment" = String, Path, description = "The id")),
    request_body = Object,
    responses(Faults),
)]
pub(crate) async fn handle(scope: Scope, body: Body) -> Reply {
    body.required()?;
    Err(super::missing(scope.part("deployment")))
}
