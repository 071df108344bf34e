//! `GET /v1/{project}/stacks/{stack}/{id}`

use super::lookup;
use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::stack::One;
use axum::extract::State;
use axum::http::HeaderMap;

/// All about a stack.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}",
    operation_id = "stack_show",
    tag = "stack",
    params(AtStack, ("resolve_outputs" = Option<bool>, Query, description = "Whether to tell outputs; true by default")),
    responses((status = 200, description = "The stack", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, headers: HeaderMap, scope: Scope) -> Reply {
    if lookup::is_short(scope.part("id")) {
        return lookup::short(&app, &headers, &scope).await;
    }
    let outputs = scope.query.flag("resolve_outputs")?.unwrap_or(true);
    let found = app.service.show(&scope.caller, &scope.stack(), outputs).await?;
    Ok(ok(One { stack: view::stack::shown(&scope.base, &found) }))
}
