//! `GET /v1/{project}/resource_types`

use crate::App;
use crate::openapi::{Faults, InProject};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use api_types::resource_type::{Entry, List};
use axum::extract::State;
use engine::service::TypeView;

/// The resource types.
#[utoipa::path(
    get,
    path = "/v1/{project}/resource_types",
    operation_id = "resource_types",
    tag = "resource_type",
    params(InProject,
("name" = Option<String>, Query, description = "A regular expression over names"),
("version" = Option<String>, Query, description = "The Heat version that has them"),
("support_status" = Option<String>, Query, description = "`SUPPORTED`, `DEPRECATED`, `UNSUPPORTED` or `UNKNOWN`"),
("with_description" = Option<bool>, Query, description = "Whether to tell descriptions")),
    responses((status = 200, description = "The types", body = List), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let query = &scope.query;
    let described = query.flag("with_description")?.unwrap_or(false);
    let found =
        app.service.resource_types(query.one("name"), query.one("version"), query.one("support_status"), described)?;
    let entry = |found: TypeView| match described {
        true => Entry::Described { resource_type: found.name, description: found.description },
        false => Entry::Name(found.name),
    };
    Ok(ok(List { resource_types: found.into_iter().map(entry).collect() }))
}
