//! `POST /v1/{project}/stacks`

use super::sent::{self, Need};
use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, at, with_operation};
use crate::scope::Scope;
use crate::view;
use api_types::stack::{Created, Reference, Request};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use engine::service::Create;
use serde_json::{Map, Value};

/// Makes a stack, or takes one over (`adopt_stack_data`).
#[utoipa::path(
    post,
    path = "/v1/{project}/stacks",
    operation_id = "stack_create",
    tag = "stack",
    params(InProject),
    request_body = Request,
    responses((status = 201, description = "The creation began", body = Created), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let request = read(body.required()?)?;
    let template = request.sent.template.clone();
    let accepted = app.service.create(&scope.caller, request).await;
    let accepted = accepted.map_err(|error| Fault::from(error).of_template(template.as_ref()))?;
    let link = scope.base.to_stack(&view::stack::identity(&accepted.stack), "self");
    let address = link.href.clone();
    let created = Created { stack: Reference { id: accepted.stack.id.to_string(), links: vec![link] } };
    let response = (StatusCode::CREATED, Json(created)).into_response();
    Ok(with_operation(at(response, &address), &accepted.operation))
}

/// Reads the body of a create or of its preview.
pub(super) fn read(mut body: Map<String, Value>) -> Result<Create, Fault> {
    sent::no_converge(&body)?;
    let name = sent::name(&mut body)?;
    let adopt = sent::document(&mut body, "adopt_stack_data")?;
    let need = if adopt.is_some() { Need::Nothing } else { Need::Template };
    Ok(Create { name, sent: sent::sent(&mut body, need)?, adopt })
}
