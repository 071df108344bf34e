//! `GET /v1/{project}/resource_types/{type}/template`

use crate::App;
use crate::fault::Fault;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use axum::extract::State;

/// A template with one resource of a type.
#[utoipa::path(
    get,
    path = "/v1/{project}/resource_types/{type}/template",
    operation_id = "generate_template",
    tag = "resource_type",
    params(InProject,
("type" = String, Path, description = "The name of the type"),
("template_type" = Option<String>, Query, description = "`cfn` (default) or `hot`")),
    responses((status = 200, description = "The template", body = Object), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let kind = scope.query.one("template_type").unwrap_or("cfn");
    let lower = kind.to_lowercase();
    if lower != "cfn" && lower != "hot" {
        let message =
            format!("Template type is not supported: Invalid template type \"{kind}\", valid types are: cfn, hot.");
        return Err(Fault::bad_request("template_type", message));
    }
    Ok(ok(app.service.resource_type_template(scope.part("type"), &lower)?))
}
