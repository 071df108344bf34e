//! `PUT /v1/{project}/stacks/{stack}/{id}`

use super::sent::{self, Need};
use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, accepted, ok, with_operation};
use crate::scope::Scope;
use api_types::plan::{One, Plan};
use api_types::stack::Request;
use axum::extract::State;
use axum::http::HeaderMap;
use engine::service::{Answer, Update};
use serde_json::{Map, Value as Json};

/// Changes a stack to a new definition.
#[utoipa::path(
    put,
    path = "/v1/{project}/stacks/{stack}/{id}",
    operation_id = "stack_update",
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
    let update = read(body.required()?, Need::Template)?;
    perform(&app, &headers, &scope, update).await
}

/// Updates, and answers 202, or the plan that was asked for.
pub(super) async fn perform(app: &App, headers: &HeaderMap, scope: &Scope, update: Update) -> Reply {
    let template = update.sent.template.clone();
    let answer = app.service.update(&scope.caller, &scope.stack(), update).await;
    Ok(match answer.map_err(|error| Fault::from(error).of_template(template.as_ref()))? {
        Answer::Accepted(begun) => with_operation(accepted(headers), &begun.operation),
        Answer::Shown(plan) => ok(One { plan: Plan::from(&*plan) }),
    })
}

/// Reads the body of an update or of its preview.
pub(super) fn read(mut body: Map<String, Json>, need: Need) -> Result<Update, Fault> {
    let existing = need == Need::Nothing || sent::flag(&mut body, "existing")?.unwrap_or(false);
    let plan_id = sent::text(&mut body, "plan_id")?.as_deref().map(super::rollback::plan_id).transpose()?;
    Ok(Update {
        existing,
        clear_parameters: sent::list(&mut body, "clear_parameters")?,
        converge: sent::flag(&mut body, "converge")?.unwrap_or(false),
        allow: sent::classes(&sent::list(&mut body, "allow")?)?,
        dry_run: sent::flag(&mut body, "dry_run")?.unwrap_or(false),
        plan_id,
        sent: sent::sent(&mut body, need)?,
    })
}
