//! `PUT /v1/{project}/stacks/{stack}/{id}/preview`

use super::sent::Need;
use super::update;
use crate::App;
use crate::body::Body;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view::resource::raw::of_view;
use api_types::plan::Plan;
use api_types::stack::{ChangeLists, Changes, Request};
use axum::extract::State;
use engine::service::{ResourceView, Update};

/// Shows what an update would do.
#[utoipa::path(
    put,
    path = "/v1/{project}/stacks/{stack}/{id}/preview",
    operation_id = "preview_stack_update",
    tag = "stack",
    params(AtStack, ("show_nested" = Option<bool>, Query, description = "Resources of nested stacks too")),
    request_body = Request,
    responses((status = 200, description = "Resources by what would happen to them", body = Changes), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope, body: Body) -> Reply {
    let update = update::read(body.required()?, Need::Template)?;
    perform(&app, &scope, update).await
}

/// Answers a preview of an update.
pub(super) async fn perform(app: &App, scope: &Scope, update: Update) -> Reply {
    let nested = scope.query.flag("show_nested")?.unwrap_or(false);
    let template = update.sent.template.clone();
    let preview = app.service.preview_update(&scope.caller, &scope.stack(), update, nested).await;
    let preview = preview.map_err(|error| Fault::from(error).of_template(template.as_ref()))?;
    let raw = |views: &[ResourceView]| views.iter().map(of_view).collect();
    let resource_changes = ChangeLists {
        unchanged: raw(&preview.unchanged),
        updated: raw(&preview.updated),
        replaced: raw(&preview.replaced),
        added: raw(&preview.added),
        deleted: raw(&preview.deleted),
    };
    Ok(ok(Changes { resource_changes, plan: Some(Box::new(Plan::from(&*preview.plan))) }))
}
