//! `GET /v1/{project}/stacks/{stack}/{id}/revisions/{number}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::revision::{One, Revision};
use axum::extract::State;

/// One revision: what was sent, and what its slots are bound to. (Carnot)
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/revisions/{number}",
    operation_id = "revision_show",
    tag = "revision",
    params(AtStack,
("number" = String, Path, description = "The number of the revision")),
    responses((status = 200, description = "The revision", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let head = app.service.show(&scope.caller, &scope.stack(), false).await?.stack.head;
    let found = app.service.revision(&scope.caller, &scope.stack(), scope.number("number")?).await?;
    let wire = view::history::revision_shown(&scope.base, &scope.identity(), &found);
    Ok(ok(One { revision: Revision { head: head == Some(wire.number), ..wire } }))
}
