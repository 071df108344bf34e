//! `GET /v1/{project}/stacks/{stack}/{id}/incarnations`

use crate::App;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::incarnation::List;
use axum::extract::State;
use model::incarnation::Phase;

/// Every object that a stack owns: current, superseded, in doubt, left over. (Carnot)
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/incarnations",
    operation_id = "incarnation_list",
    tag = "incarnation",
    params(AtStack,
("phase" = Option<String>, Query, description = "Only in this phase; `gone` ones are told only then")),
    responses((status = 200, description = "The incarnations", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let phase = scope.query.one("phase").map(str::parse::<Phase>).transpose();
    let phase = phase.map_err(|why| Fault::bad_request("phase", format!("Unknown phase: {why}")))?;
    let found = app.service.incarnations(&scope.caller, &scope.stack(), phase).await?;
    let stack = scope.identity();
    let incarnations = found.iter().map(|one| view::history::incarnation(&scope.base, &stack, one)).collect();
    Ok(ok(List { incarnations }))
}
