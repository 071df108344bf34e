//! `POST /v1/{project}/stacks/{stack}/{id}/actions`

use super::rollback;
use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, nothing, with_operation};
use crate::scope::Scope;
use crate::view;
use api_types::action::Answer;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::Value;

/// Does something to a stack: an object of one key, `suspend`, `resume`, `check`, `cancel_update`, `cancel_without_rollback`
/// (their values do not count), `rollback` with its options, or `sweep`.
#[utoipa::path(
    post,
    path = "/v1/{project}/stacks/{stack}/{id}/actions",
    operation_id = "action_stack",
    tag = "stack",
    params(AtStack),
    request_body = Object,
    responses(
        (status = 200, description = "It began: `null`; with a rollback's `dry_run`: the plan"),
        (status = 202, description = "The rollback or sweep began", body = Answer),
        Faults,
    ),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let (action, options) = one_key(body)?;
    let (caller, stack) = (&scope.caller, scope.stack());
    let operation = match action.as_str() {
        "suspend" => app.service.suspend(caller, &stack).await?.operation,
        "resume" => app.service.resume(caller, &stack).await?.operation,
        "check" => app.service.check(caller, &stack).await?.operation,
        "cancel_update" => app.service.cancel(caller, &stack, true).await?,
        "cancel_without_rollback" => app.service.cancel(caller, &stack, false).await?,
        "rollback" => return rollback::perform(&app, &scope, options).await,
        "sweep" => {
            let accepted = app.service.sweep(caller, &stack).await?;
            let body = view::history::started(&scope.base, &accepted);
            return Ok(with_operation((StatusCode::ACCEPTED, Json(body)).into_response(), &accepted.operation));
        }
        other => return Err(Fault::bad_request("unknown_action", format!("Invalid action {other} specified"))),
    };
    Ok(with_operation(nothing(), &operation))
}

/// The one key of the body, and its value.
pub(crate) fn one_key(body: Body) -> Result<(String, Value), Fault> {
    let mut actions = body.0.unwrap_or_default().into_iter();
    match (actions.next(), actions.next()) {
        (None, _) => Err(Fault::bad_request("no_action", "No action specified")),
        (Some(action), None) => Ok(action),
        (Some(_), Some(_)) => Err(Fault::bad_request("many_actions", "Multiple actions specified")),
    }
}
