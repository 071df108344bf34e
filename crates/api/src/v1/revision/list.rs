//! `GET /v1/{project}/stacks/{stack}/{id}/revisions`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::revision::{List, Revision};
use axum::extract::State;

/// The history of a stack, newest first. (Carnot)
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/revisions",
    operation_id = "revision_list",
    tag = "revision",
    params(AtStack),
    responses((status = 200, description = "The revisions", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let stack = scope.identity();
    let head = app.service.show(&scope.caller, &scope.stack(), false).await?.stack.head;
    let revisions = app.service.revisions(&scope.caller, &scope.stack()).await?;
    let wire = |found: &model::revision::Revision| Revision {
        head: head == Some(found.number),
        ..view::history::revision(&scope.base, &stack, found)
    };
    Ok(ok(List { revisions: revisions.iter().map(wire).collect() }))
}
