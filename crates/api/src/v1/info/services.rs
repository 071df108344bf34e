//! `GET /v1/{project}/services`

use crate::App;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::info::{Service, Services};
use axum::extract::State;
use engine::service::ServiceView;

/// The engines.
#[utoipa::path(
    get,
    path = "/v1/{project}/services",
    operation_id = "service_index",
    tag = "info",
    params(InProject),
    responses((status = 200, description = "The engines", body = Services), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, _scope: Scope) -> Reply {
    let services = app.service.services().await?;
    let time = |at: model::Timestamp| at.to_wire().replace('Z', ".000000");
    let service = |found: ServiceView| Service {
        id: found.engine_id.clone(),
        binary: found.binary,
        engine_id: found.engine_id,
        hostname: found.host.split('.').next().unwrap_or_default().to_owned(),
        host: found.host,
        topic: "engine".to_owned(),
        report_interval: found.report_interval.into(),
        created_at: time(found.created_at),
        updated_at: Some(time(found.updated_at)),
        deleted_at: None,
        status: if found.up { "up" } else { "down" }.to_owned(),
    };
    Ok(ok(Services { services: services.into_iter().map(service).collect() }))
}
