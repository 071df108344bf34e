//! `PATCH /v1/{project}/stacks/{stack}/{id}/settings`

use super::sent;
use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::stack::{Details, Settings};
use axum::extract::State;
use engine::service;
use serde_json::Value as Json;

/// Changes settings of a stack at once, without an operation. (Carnot)
#[utoipa::path(
    patch,
    path = "/v1/{project}/stacks/{stack}/{id}/settings",
    operation_id = "stack_set",
    tag = "stack",
    params(AtStack),
    request_body = Settings,
    responses((status = 200, description = "The stack", body = Details), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let wanted: Settings = serde_json::from_value(Json::Object(body.required()?))
        .map_err(|error| Fault::bad_request("settings", format!("Invalid settings: {error}")))?;
    let (sweep, sweep_after_secs) = wanted.sweep.as_deref().map(sent::sweep).transpose()?.unzip();
    let limit = match wanted.limit.as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(word) => Some(Some(sent::class(word)?)),
    };
    let settings = service::Settings {
        sweep,
        sweep_after_secs: sweep_after_secs.flatten(),
        limit,
        tags: wanted.tags,
        timeout_mins: wanted.timeout_mins,
        disable_rollback: wanted.disable_rollback,
    };
    let row = app.service.set(&scope.caller, &scope.stack(), settings).await?;
    Ok(ok(Details { stacks: vec![view::stack::summary(&scope.base, &row, false)] }))
}
