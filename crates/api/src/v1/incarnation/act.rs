//! `POST /v1/{project}/stacks/{stack}/{id}/incarnations/{incarnation}/actions`

use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::v1::stack::act::one_key;
use crate::view;
use api_types::incarnation::One;
use axum::extract::State;
use engine::service::IncarnationAction;

/// Resolves something about one object by hand: `adopt`, `retain`, `retry_delete` or `mark_healthy`, in the one-key form. (Carnot)
#[utoipa::path(
    post,
    path = "/v1/{project}/stacks/{stack}/{id}/incarnations/{incarnation}/actions",
    operation_id = "incarnation_act",
    tag = "incarnation",
    params(AtStack,
("incarnation" = String, Path, description = "The id of the incarnation")),
    request_body = Object,
    responses((status = 200, description = "The incarnation", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let word = one_key(body)?.0;
    let action = match word.as_str() {
        "adopt" => IncarnationAction::Adopt,
        "retain" => IncarnationAction::Retain,
        "retry_delete" => IncarnationAction::RetryDelete,
        "mark_healthy" => IncarnationAction::MarkHealthy,
        other => return Err(Fault::bad_request("unknown_action", format!("Invalid action {other} specified"))),
    };
    let id = scope.id("incarnation", "Incarnation")?;
    let found = app.service.act_on_incarnation(&scope.caller, &scope.stack(), id, action).await?;
    Ok(ok(One { incarnation: view::history::incarnation(&scope.base, &scope.identity(), &found) }))
}
