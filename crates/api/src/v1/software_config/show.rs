//! `GET /v1/{project}/software_configs/{config}`

use crate::openapi::{Faults, InProject};
use crate::reply::Reply;
use crate::scope::Scope;

/// One software configuration: there is none.
#[utoipa::path(
    get,
    path = "/v1/{project}/software_configs/{config}",
    operation_id = "software_config_show",
    tag = "software_config",
    params(InProject,
("config" = String, Path, description = "The id")),
    responses(Faults),
)]
pub(crate) async fn handle(scope: Scope) -> Reply {
    Err(super::missing(scope.part("config")))
}
