//! `DELETE /v1/{project}/stacks/{stack}/{id}/revisions/{number}/tags/{tag}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::revision::One;
use axum::extract::State;

/// Takes a tag from a revision. (Carnot)
#[utoipa::path(
    delete,
    path = "/v1/{project}/stacks/{stack}/{id}/revisions/{number}/tags/{tag}",
    operation_id = "revision_untag",
    tag = "revision",
    params(AtStack,
("number" = String, Path, description = "The number of the revision"),
("tag" = String, Path, description = "The tag")),
    responses((status = 200, description = "The revision", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let number = scope.number("number")?;
    let found = app.service.untag(&scope.caller, &scope.stack(), number, scope.part("tag")).await?;
    Ok(ok(One { revision: view::history::revision(&scope.base, &scope.identity(), &found) }))
}
