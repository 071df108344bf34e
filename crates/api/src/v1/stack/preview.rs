//! `POST /v1/{project}/stacks/preview`

use super::create::read;
use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::stack::{One, Request};
use axum::extract::State;

/// Shows what a create would make.
#[utoipa::path(
    post,
    path = "/v1/{project}/stacks/preview",
    operation_id = "stack_preview",
    tag = "stack",
    params(InProject),
    request_body = Request,
    responses((status = 200, description = "The stack as it would be", body = One), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let request = read(body.required()?)?;
    let template = request.sent.template.clone();
    let preview = app.service.preview_create(&scope.caller, request).await;
    let preview = preview.map_err(|error| Fault::from(error).of_template(template.as_ref()))?;
    Ok(ok(One { stack: view::stack::preview(&scope.base, &preview) }))
}
