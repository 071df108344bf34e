//! `POST /v1/{project}/validate`

use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::v1::stack::sent::{self, Need};
use api_types::stack::Request;
use api_types::template::Validation;
use axum::extract::State;
use engine::service::Validate;

/// Checks a template.
#[utoipa::path(
    post,
    path = "/v1/{project}/validate",
    operation_id = "template_validate",
    tag = "template",
    params(InProject,
("show_nested" = Option<bool>, Query, description = "Whether to tell of nested templates"),
("ignore_errors" = Option<String>, Query, description = "Codes of errors to pass over")),
    request_body = Request,
    responses((status = 200, description = "What the template wants", body = Validation), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let mut body = body.required()?;
    let sent = sent::sent(&mut body, Need::Template)?;
    let ignore_errors = scope.query.one("ignore_errors").map(|codes| codes.split(',').map(str::to_owned).collect());
    let request = Validate {
        sent,
        show_nested: scope.query.flag("show_nested")?.unwrap_or(false),
        ignore_errors: ignore_errors.unwrap_or_default(),
    };
    let template = request.sent.template.clone();
    let validated = app.service.validate(&scope.caller, request).await;
    let validated = validated.map_err(|error| Fault::from(error).of_template(template.as_ref()))?;
    Ok(ok(validated.body))
}
