//! `POST /v1/{project}/software_configs`

use crate::body::Body;
use crate::openapi::{Faults, InProject};
use crate::reply::Reply;
use crate::scope::Scope;

/// Makes a software configuration: refused, there is no store for them yet.
#[utoipa::path(
    post,
    path = "/v1/{project}/software_configs",
    operation_id = "software_config_create",
    tag = "software_config",
    params(InProject),
    request_body = Object,
    responses(Faults),
)]
pub(crate) async fn handle(_scope: Scope, body: Body) -> Reply {
    body.required()?;
    Err(super::unsupported())
}
