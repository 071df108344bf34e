//! `GET /v1/{project}/software_configs`

use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::software::Configs;

/// The software configurations: none, there is no store for them yet.
#[utoipa::path(
    get,
    path = "/v1/{project}/software_configs",
    operation_id = "software_config_index",
    tag = "software_config",
    params(InProject,
("limit" = Option<u32>, Query, description = "At most so many"),
("marker" = Option<String>, Query, description = "Start behind this one"),
("global_tenant" = Option<bool>, Query, description = "Of all projects")),
    responses((status = 200, description = "The configurations", body = Configs), Faults),
)]
pub(crate) async fn handle(scope: Scope) -> Reply {
    scope.query.number("limit")?;
    scope.query.flag("global_tenant")?;
    Ok(ok(Configs::default()))
}
