//! `GET /v1/{project}/stacks/{stack}/{id}/plans/{plan}`

use crate::App;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::plan::{One, Plan};
use axum::extract::State;

/// One plan. (Carnot)
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/plans/{plan}",
    operation_id = "plan_show",
    tag = "plan",
    params(AtStack,
("plan" = String, Path, description = "The id of the plan")),
    responses((status = 200, description = "The plan", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let plan = app.service.plan(&scope.caller, &scope.stack(), scope.id("plan", "Plan")?).await?;
    Ok(ok(One { plan: Plan::from(&*plan) }))
}
