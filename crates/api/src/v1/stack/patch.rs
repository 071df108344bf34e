//! `PATCH /v1/{project}/stacks/{stack}/{id}`

use super::sent::Need;
use super::{rollback, update};
use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::Reply;
use crate::scope::Scope;
use api_types::plan::One;
use api_types::stack::Request;
use axum::extract::State;
use axum::http::HeaderMap;

/// Changes a stack; what is not said stays as it is. A body of `rollback` alone is the action of that name.
#[utoipa::path(
    patch,
    path = "/v1/{project}/stacks/{stack}/{id}",
    operation_id = "stack_update_patch",
    tag = "stack",
    params(AtStack),
    request_body = Request,
    responses(
        (status = 202, description = "The update began; the header `X-Carnot-Operation` names the operation"),
        (status = 200, description = "With `dry_run`: the plan", body = One),
        Faults,
    ),
)]
pub(crate) async fn handle(State(app): State<App>, headers: HeaderMap, scope: Scope, body: Body) -> Reply {
    let mut body = body.required()?;
    if let Some(options) = body.remove("rollback") {
        if !body.is_empty() {
            let message = "A rollback goes alone: no other key may stand beside it.";
            return Err(Fault::bad_request("rollback_not_alone", message));
        }
        return rollback::perform(&app, &scope, options).await;
    }
    let update = update::read(body, Need::Nothing)?;
    update::perform(&app, &headers, &scope, update).await
}
