//! `GET`, `POST`, `PUT`, `PATCH`, `DELETE /v1/{project}/stacks/{stack}`, and Heat's short ways to what lies below a stack.

use crate::App;
use crate::fault::Fault;
use crate::link::unquote;
use crate::openapi::Faults;
use crate::reply::{Reply, found};
use crate::scope::Scope;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ALLOW;
use axum::response::IntoResponse;
use engine::service::StackIdentity;

/// Sends the client to a stack's full address, by name, by id or by ARN. Any method is answered so.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks/{stack}",
    operation_id = "stack_lookup",
    tag = "stack",
    params(
        ("project" = String, Path, description = "The project"),
        ("stack" = String, Path, description = "Name, id or ARN of a stack"),
    ),
    responses((status = 302, description = "Its full address"), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, headers: HeaderMap, scope: Scope) -> Reply {
    // `preview` and `detail` are routes of their own: as names of stacks they stand in the address only.
    let own = scope.address.rsplit('/').next().unwrap_or_default();
    let name = Some(scope.part("stack")).filter(|name| !name.is_empty()).unwrap_or(own);
    redirect(&app, &headers, &scope, name, "").await
}

/// `POST /v1/{project}/stacks/{stack}/{path}`: a short way, or no route.
pub(crate) async fn below(State(app): State<App>, headers: HeaderMap, scope: Scope) -> Reply {
    match scope.part("id") {
        "resources" | "events" | "template" | "actions" => short(&app, &headers, &scope).await,
        _ => Ok(([(ALLOW, "GET, PUT, PATCH, DELETE")], Fault::method_not_allowed()).into_response()),
    }
}

/// Whether what stands in the place of the id is a short way instead.
pub(super) fn is_short(part: &str) -> bool {
    matches!(part, "resources" | "events" | "template" | "actions" | "environment" | "files")
}

/// Sends the client to what lies below a stack's full address.
pub(super) async fn short(app: &App, headers: &HeaderMap, scope: &Scope) -> Reply {
    redirect(app, headers, scope, scope.part("stack"), scope.part("id")).await
}

async fn redirect(app: &App, headers: &HeaderMap, scope: &Scope, name: &str, path: &str) -> Reply {
    let mut address = match from_arn(name) {
        Some((stack, inner)) => format!("{}{inner}", stack_address(scope, &stack)),
        None => scope.base.stack(&app.service.identify(&scope.caller, name).await?),
    };
    if !path.is_empty() {
        address = format!("{address}/{path}");
    }
    if let Some(query) = &scope.raw_query {
        address = format!("{address}?{query}");
    }
    Ok(found(headers, &address))
}

/// Tenant, stack name and stack id of an ARN as they are written, and the path behind them.
fn from_arn(text: &str) -> Option<([String; 3], String)> {
    let fields: Vec<&str> = text.splitn(6, ':').collect();
    let [arn, "openstack", "heat", _region, tenant, rest] = fields.as_slice() else { return None };
    if !arn.eq_ignore_ascii_case("arn") {
        return None;
    }
    let mut parts = rest.strip_prefix("stacks/")?.splitn(3, '/');
    let (name, id) = (parts.next().filter(|name| !name.is_empty())?, parts.next().filter(|id| !id.is_empty())?);
    let path = parts.next().map(|path| format!("/{path}")).unwrap_or_default();
    Some(([unquote(tenant)?, unquote(name)?, unquote(id)?], path))
}

fn stack_address(scope: &Scope, [project, name, id]: &[String; 3]) -> String {
    match id.parse() {
        Ok(id) => scope.base.stack(&StackIdentity { project: project.clone(), name: name.clone(), id }),
        // Not an id of ours: the address leads to a 404, as in Heat.
        Err(_) => format!(
            "{}/{}/stacks/{}/{}",
            scope.base.0,
            crate::link::quote(project, ""),
            crate::link::quote(name, ""),
            crate::link::quote(id, "")
        ),
    }
}
