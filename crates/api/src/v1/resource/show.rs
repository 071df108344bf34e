//! `GET /v1/{project}/stacks/{stack}/{id}/resources/{resource}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::resource::One;
use axum::extract::State;

/// One resource with its attributes.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/resources/{resource}",
    operation_id = "resource_show",
    tag = "resource",
    params(AtStack,
("resource" = String, Path, description = "The name of the resource, or its physical id"),
("with_attr" = Option<Vec<String>>, Query, description = "Further attributes to show")),
    responses((status = 200, description = "The resource", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let with = scope.query.all("with_attr");
    let found = app.service.resource(&scope.caller, &scope.stack(), scope.part("resource"), &with).await?;
    Ok(ok(One { resource: view::resource::shown(&scope.base, &found) }))
}
