//! `GET /v1/{project}/stacks/detail`

use crate::App;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::stack::Details;
use axum::extract::State;
use store::StackFilter;

/// All stacks of the project, without filters.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/detail",
    operation_id = "stack_detail",
    tag = "stack",
    params(InProject),
    responses((status = 200, description = "The stacks", body = Details), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let stacks = app.service.list(&scope.caller, StackFilter::default()).await?;
    let stacks = stacks.iter().map(|stack| view::stack::summary(&scope.base, stack, false)).collect();
    Ok(ok(Details { stacks }))
}
