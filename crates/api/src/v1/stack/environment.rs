//! `GET /v1/{project}/stacks/{stack}/{id}/environment`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use axum::extract::State;
use serde_json::json;

/// The merged environment of a stack, hidden parameters masked.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/environment",
    operation_id = "stack_environment",
    tag = "stack",
    params(AtStack),
    responses((status = 200, description = "The environment", body = Object), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let environment = app.service.environment(&scope.caller, &scope.stack()).await?;
    let mut environment = environment.to_masked_json();
    // What Heat tells even where there is nothing to tell.
    if let Some(sections) = environment.as_object_mut() {
        sections.entry("encrypted_param_names").or_insert_with(|| json!([]));
        let registry = sections.entry("resource_registry").or_insert_with(|| json!({}));
        if let Some(registry) = registry.as_object_mut() {
            registry.entry("resources").or_insert_with(|| json!({}));
        }
    }
    Ok(ok(environment))
}
