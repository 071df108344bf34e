//! `POST /v1/{project}/software_deployments`

use crate::body::Body;
use crate::openapi::{Faults, InProject};
use crate::reply::Reply;
use crate::scope::Scope;

/// Makes a software deployment: refused, there is no store for them yet.
#[utoipa::path(
    post,
    path = "/v1/{project}/software_deployments",
    operation_id = "software_deployment_create",
    tag = "software_deployment",
    params(InProject),
    request_body = Object,
    responses(Faults),
)]
pub(crate) async fn handle(_scope: Scope, body: Body) -> Reply {
    body.required()?;
    Err(super::unsupported())
}
