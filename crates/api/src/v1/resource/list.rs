//! `GET /v1/{project}/stacks/{stack}/{id}/resources`

use crate::App;
use crate::fault::Fault;
use crate::openapi::{AtStack, Faults};
use crate::query::{known, split_states};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::resource::{List, Resource};
use axum::extract::State;
use engine::service::{ResourceQuery, ResourceView, StackRef};

/// The parameters that there are; others are refused.
const KNOWN: &[&str] =
    &["type", "status", "name", "action", "id", "physical_resource_id", "nested_depth", "with_detail"];

/// The resources of a stack.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}/{id}/resources",
    operation_id = "resource_index",
    tag = "resource",
    params(
        AtStack,
        ("nested_depth" = Option<u32>, Query, description = "How many levels of nested stacks"),
        ("with_detail" = Option<bool>, Query, description = "Whether to tell descriptions and attributes"),
        ("name" = Option<Vec<String>>, Query, description = "Any of these names"),
        ("type" = Option<Vec<String>>, Query, description = "Any of these types"),
        ("status" = Option<Vec<String>>, Query, description = "Any of these statuses, with or without an action"),
        ("action" = Option<Vec<String>>, Query, description = "Any of these actions"),
        ("id" = Option<Vec<String>>, Query, description = "Any of these incarnations"),
        ("physical_resource_id" = Option<Vec<String>>, Query, description = "Any of these ids of objects"),
    ),
    responses((status = 200, description = "The resources", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let keys = scope.query.0.iter().map(|(key, _)| key.as_str());
    let unknown: Vec<_> = keys.filter(|key| !KNOWN.contains(key)).map(|key| format!("'{key}'")).collect();
    if !unknown.is_empty() {
        let message = format!("Invalid filter parameters [{}]", unknown.join(", "));
        return Err(Fault::bad_request("unknown_filter", message));
    }
    let detail = scope.query.flag("with_detail")?.unwrap_or(false);
    let stack = scope.stack();
    let found = match query(&scope)? {
        Some(query) => app.service.resources(&scope.caller, &stack, &query).await?,
        None => {
            // Nothing can match, but the stack must be there.
            app.service.resources(&scope.caller, &stack, &ResourceQuery::default()).await?;
            Vec::new()
        }
    };
    let mut resources: Vec<Resource> = Vec::with_capacity(found.len());
    for one in &found {
        resources.push(if detail {
            detailed(&app, &scope, one).await?
        } else {
            view::resource::listed(&scope.base, one)
        });
    }
    Ok(ok(List { resources }))
}

async fn detailed(app: &App, scope: &Scope, one: &ResourceView) -> Result<Resource, Fault> {
    let stack = StackRef { name: one.stack.name.clone(), id: Some(one.stack.id.to_string()) };
    match app.service.resource(&scope.caller, &stack, one.record.path.name(), &[]).await {
        Ok(shown) => Ok(view::resource::shown(&scope.base, &shown)),
        // It went away meanwhile: the list tells what it saw.
        Err(engine::service::Error::Refused(_)) => Ok(view::resource::listed(&scope.base, one)),
        Err(broken) => Err(broken.into()),
    }
}

/// The filters; `None` if nothing can match them.
fn query(scope: &Scope) -> Result<Option<ResourceQuery>, Fault> {
    let query = &scope.query;
    let states = query.all("status");
    let (of_states, statuses) = split_states(&states);
    let actions = [query.all("action"), of_states].concat();
    let (Some(actions), Some(statuses)) = (known(&actions), known(&statuses)) else { return Ok(None) };
    if statuses.is_empty() && !states.is_empty() {
        return Ok(None);
    }
    Ok(Some(ResourceQuery {
        nested_depth: query.number("nested_depth")?.unwrap_or(0),
        names: query.all("name"),
        types: query.all("type"),
        actions,
        statuses,
        physical_ids: query.all("physical_resource_id"),
        ids: query.all("id"),
    }))
}
