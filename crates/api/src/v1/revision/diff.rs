//! `GET /v1/{project}/stacks/{stack}/{id}/revisions/{number}/diff/{to}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::revision::DiffOne;
use axum::extract::State;

/// The difference of two revisions. (Carnot)
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/revisions/{number}/diff/{to}",
    operation_id = "revision_diff",
    tag = "revision",
    params(AtStack,
("number" = String, Path, description = "The number of the revision"),
("to" = String, Path, description = "The number of the other revision")),
    responses((status = 200, description = "The difference", body = DiffOne), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let (from, to) = (scope.number("number")?, scope.number("to")?);
    let diff = app.service.diff(&scope.caller, &scope.stack(), from, to).await?;
    Ok(ok(DiffOne { diff: view::history::diff(&diff) }))
}
