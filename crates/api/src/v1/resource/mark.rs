//! `PATCH /v1/{project}/stacks/{stack}/{id}/resources/{resource}`

use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, nothing};
use crate::scope::Scope;
use crate::v1::stack::sent;
use api_types::resource::Mark;
use axum::extract::State;

/// Declares a resource wrecked, or sound again.
#[utoipa::path(
    patch,
    path = "/v1/{project}/stacks/{stack}/{id}/resources/{resource}",
    operation_id = "resource_mark_unhealthy",
    tag = "resource",
    params(AtStack, ("resource" = String, Path, description = "The name of the resource, or its physical id")),
    request_body = Mark,
    responses((status = 200, description = "Done: `null`"), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let mut body = body.required()?;
    let unknown = body.keys().find(|key| !["mark_unhealthy", "resource_status_reason"].contains(&key.as_str()));
    if let Some(key) = unknown {
        let message = format!("Invalid keys in resource mark unhealthy {{'{key}'}}");
        return Err(Fault::bad_request("unknown_key", message));
    }
    let unhealthy = sent::flag(&mut body, "mark_unhealthy")?.ok_or_else(|| {
        Fault::bad_request("no_mark", "Missing mandatory (mark_unhealthy) key from mark unhealthy request")
    })?;
    let reason = sent::text(&mut body, "resource_status_reason")?;
    app.service.mark(&scope.caller, &scope.stack(), scope.part("resource"), unhealthy, reason).await?;
    Ok(nothing())
}
