//! `GET /v1/{project}/template_versions/{version}/functions`

use crate::App;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::template::{Function, Functions};
use axum::extract::State;
use engine::service::FunctionView;

/// The functions of a template version.
#[utoipa::path(
    get,
    path = "/v1/{project}/template_versions/{version}/functions",
    operation_id = "template_functions",
    tag = "template",
    params(InProject,
("version" = String, Path, description = "The version"),
("with_condition_func" = Option<bool>, Query, description = "Whether to tell functions of conditions")),
    responses((status = 200, description = "The functions", body = Functions), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let conditions = scope.query.flag("with_condition_func")?.unwrap_or(false);
    let found = app.service.template_functions(scope.part("version"), conditions)?;
    let function = |found: FunctionView| Function { functions: found.function, description: Some(found.description) };
    Ok(ok(Functions { template_functions: found.into_iter().map(function).collect() }))
}
