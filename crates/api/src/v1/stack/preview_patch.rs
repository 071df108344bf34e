//! `PATCH /v1/{project}/stacks/{stack}/{id}/preview`

use super::sent::Need;
use super::{preview_update, update};
use crate::App;
use crate::body::Body;
use crate::openapi::{AtStack, Faults};
use crate::reply::Reply;
use crate::scope::Scope;
use api_types::stack::{Changes, Request};
use axum::extract::State;

/// Shows what an update would do in which what is not said stays as it is.
#[utoipa::path(
    patch,
    path = "/v1/{project}/stacks/{stack}/{id}/preview",
    operation_id = "preview_stack_update_patch",
    tag = "stack",
    params(AtStack, ("show_nested" = Option<bool>, Query, description = "Resources of nested stacks too")),
    request_body = Request,
    responses((status = 200, description = "Resources by what would happen to them", body = Changes), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let update = update::read(body.required()?, Need::Nothing)?;
    preview_update::perform(&app, &scope, update).await
}
