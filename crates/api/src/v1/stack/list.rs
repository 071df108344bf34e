//! `GET /v1/{project}/stacks`

use crate::App;
use crate::fault::Fault;
use crate::link::quote;
use crate::openapi::{Faults, InProject};
use crate::query::{known, split_states};
use crate::reply::{Reply, ok};
use crate::scope::Scope;
use crate::view;
use api_types::Link;
use api_types::stack::Summaries;
use axum::extract::State;
use engine::service::Caller;
use model::StackId;
use model::stack::Stack;
use store::StackFilter;

/// Filters on columns that few ask for: they are tried on each stack that the others left.
const RARE: &[&str] = &[
    "parent",
    "owner_id",
    "disable_rollback",
    "timeout_mins",
    "stack_status_reason",
    "stack_user_project_id",
    "tenant",
];

/// Stacks that Heat hides unless `show_hidden` says otherwise (`hidden_stack_tags`).
const HIDDEN_TAG: &str = "data-processing-cluster";

/// The stacks of the project.
#[utoipa::path(
    get,
    path = "/v1/{project}/stacks",
    operation_id = "stack_index",
    tag = "stack",
    params(
        InProject,
        ("id" = Option<Vec<String>>, Query, description = "Any of these ids"),
        ("name" = Option<Vec<String>>, Query, description = "Any of these names (also `stack_name`)"),
        ("status" = Option<Vec<String>>, Query, description = "Any of these statuses, with or without an action (also `stack_status`)"),
        ("action" = Option<Vec<String>>, Query, description = "Any of these actions (also `stack_action`)"),
        ("username" = Option<Vec<String>>, Query, description = "Any of these owners (also `stack_owner`)"),
        ("tags" = Option<String>, Query, description = "Having all of these tags"),
        ("tags_any" = Option<String>, Query, description = "Having any of these tags"),
        ("not_tags" = Option<String>, Query, description = "Not having all of these tags"),
        ("not_tags_any" = Option<String>, Query, description = "Having none of these tags"),
        ("limit" = Option<u32>, Query, description = "At most so many"),
        ("marker" = Option<String>, Query, description = "Start behind this stack"),
        ("sort_keys" = Option<Vec<String>>, Query, description = "`stack_name`, `stack_status`, `creation_time`, `updated_time`"),
        ("sort_dir" = Option<String>, Query, description = "`asc` or `desc` (default)"),
        ("show_deleted" = Option<bool>, Query, description = "Deleted ones too"),
        ("show_nested" = Option<bool>, Query, description = "Nested ones too"),
        ("show_hidden" = Option<bool>, Query, description = "Hidden ones too"),
        ("with_count" = Option<bool>, Query, description = "Tell how many there are in all"),
        ("global_tenant" = Option<bool>, Query, description = "Of all projects"),
    ),
    responses((status = 200, description = "The stacks", body = Summaries), Faults),
)]
pub(crate) async fn handle(State(app): State<App>, scope: Scope) -> Reply {
    let global = scope.query.flag("global_tenant")?.unwrap_or(false);
    if global && !scope.admin {
        return Err(Fault::forbidden());
    }
    let caller = Caller { admin: global, ..scope.caller.clone() };
    let with_count = scope.query.flag("with_count")?.unwrap_or(false);
    let Some(filter) = filter(&scope)? else {
        return Ok(ok(Summaries { count: with_count.then_some(0), ..Summaries::default() }));
    };
    let limit = filter.limit;
    let (stacks, count) = find(&app, &scope, &caller, filter, with_count).await?;
    let stacks: Vec<_> = stacks.iter().map(|stack| view::stack::summary(&scope.base, stack, global)).collect();
    let next = stacks.last().filter(|_| limit.is_some_and(|limit| limit > 0 && limit as usize == stacks.len()));
    let links = next.map(|last| next_page(&scope, &last.id)).into_iter().collect();
    Ok(ok(Summaries { stacks, links, count }))
}

async fn find(
    app: &App,
    scope: &Scope,
    caller: &Caller,
    filter: StackFilter,
    with_count: bool,
) -> Result<(Vec<Stack>, Option<u64>), Fault> {
    if !scope.query.has_any(RARE) {
        let count = if with_count { Some(app.service.count(caller, filter.clone()).await?) } else { None };
        return Ok((app.service.list(caller, filter).await?, count));
    }
    let all = StackFilter { limit: None, marker: None, ..filter.clone() };
    let mut left = app.service.list(caller, all).await?;
    left.retain(|stack| RARE.iter().all(|name| agrees(stack, name, &scope.query.all(name))));
    let count = with_count.then_some(left.len() as u64);
    let start = filter.marker.and_then(|marker| left.iter().position(|stack| stack.id == marker));
    let page = left.into_iter().skip(start.map_or(0, |at| at + 1));
    Ok((page.take(filter.limit.map_or(usize::MAX, |limit| limit as usize)).collect(), count))
}

/// The common filters; `None` if nothing can match them.
fn filter(scope: &Scope) -> Result<Option<StackFilter>, Fault> {
    let query = &scope.query;
    let both = |one: &str, other: &str| [query.all(one), query.all(other)].concat();
    let states = both("status", "stack_status");
    let (of_states, statuses) = split_states(&states);
    let actions = [both("action", "stack_action"), of_states].concat();
    let (Some(ids), Some(actions), Some(statuses)) =
        (known::<StackId>(&query.all("id")), known(&actions), known(&statuses))
    else {
        return Ok(None);
    };
    if statuses.is_empty() && !states.is_empty() {
        return Ok(None);
    }
    let descending = descending(query.one("sort_dir"))?;
    let mut not_tags_any = query.tags("not_tags_any")?;
    if !query.flag("show_hidden")?.unwrap_or(false) {
        not_tags_any.push(HIDDEN_TAG.to_owned());
    }
    let mut sort: Vec<_> = query.all("sort_keys").into_iter().filter(|key| sortable(key)).collect();
    if sort.is_empty() {
        sort.push("creation_time".to_owned());
    }
    Ok(Some(StackFilter {
        project: None,
        ids,
        names: both("name", "stack_name"),
        actions,
        statuses,
        tags: query.tags("tags")?,
        tags_any: query.tags("tags_any")?,
        not_tags: query.tags("not_tags")?,
        not_tags_any,
        owners: both("username", "stack_owner"),
        show_deleted: query.flag("show_deleted")?.unwrap_or(false),
        show_nested: query.flag("show_nested")?.unwrap_or(false),
        sort: sort.into_iter().map(|key| (key, descending)).collect(),
        // As in Heat, a marker that is no stack's id marks nothing.
        marker: query.one("marker").and_then(|marker| marker.parse().ok()),
        limit: query.number("limit")?,
    }))
}

fn sortable(key: &str) -> bool {
    matches!(key, "stack_name" | "stack_status" | "creation_time" | "updated_time")
}

fn descending(direction: Option<&str>) -> Result<bool, Fault> {
    match direction {
        None | Some("desc") => Ok(true),
        Some("asc") => Ok(false),
        Some(_) => Err(Fault::new("ValueError", "sort_dir", "Unknown sort direction, must be one of: asc, desc.")),
    }
}

/// Whether a stack agrees with a rare filter; no words agree with all.
fn agrees(stack: &Stack, name: &str, words: &[String]) -> bool {
    let text = match name {
        "parent" | "owner_id" => stack.parent.map(|id| id.to_string()),
        "disable_rollback" => Some(stack.disable_rollback.to_string()),
        "timeout_mins" => stack.timeout_mins.map(|minutes| minutes.to_string()),
        "stack_status_reason" => Some(stack.status_reason.clone()),
        "tenant" => Some(stack.project.clone()),
        _ => None,
    };
    words.is_empty() || text.is_some_and(|text| words.iter().any(|word| word.eq_ignore_ascii_case(&text)))
}

fn next_page(scope: &Scope, last: &str) -> Link {
    let mut pairs: Vec<_> = scope.query.0.iter().filter(|(key, _)| key != "marker").cloned().collect();
    pairs.push(("marker".to_owned(), last.to_owned()));
    let encode = |text: &str| quote(text, "").replace("%20", "+");
    let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
    Link { href: format!("{}?{}", scope.address, pairs.join("&")), rel: "next".to_owned() }
}
