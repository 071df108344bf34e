//! `GET /v1/{project}/template_versions`

use crate::App;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::template::{Version, Versions};
use axum::extract::State;
use engine::service::VersionView;

/// The template versions.
#[utoipa::path(
    get,
    path = "/v1/{project}/template_versions",
    operation_id = "template_versions",
    tag = "template",
    params(InProject),
    responses((status = 200, description = "The versions", body = Versions), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, _scope: Scope) -> Reply {
    let version = |found: VersionView| Version { version: found.version, kind: found.kind, aliases: found.aliases };
    Ok(ok(Versions { template_versions: app.service.template_versions().into_iter().map(version).collect() }))
}
