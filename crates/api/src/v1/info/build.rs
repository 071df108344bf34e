//! `GET /v1/{project}/build_info`

use crate::App;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::info::{Build, BuildInfo};
use axum::extract::State;

/// The version of the service.
#[utoipa::path(
    get,
    path = "/v1/{project}/build_info",
    operation_id = "build_info",
    tag = "info",
    params(InProject),
    responses((status = 200, description = "The version", body = BuildInfo), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, _scope: Scope) -> Reply {
    let build = Build { revision: app.build.clone() };
    Ok(ok(BuildInfo { api: build.clone(), engine: build }))
}
