//! `list_join`: texts joined.

use super::{clipped, sorted_json};
use crate::budget;
use crate::evaluate::{Site, is_true, tainted, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, delimiter: &Expr, lists: &[Expr], multiple: bool) -> Result<Value, Diagnostic> {
    let lists = if multiple { site.eval.values(lists)? } else { single(site, lists)? };
    let delimiter = site.eval.value(delimiter)?;
    if let Some(unknown) = unknown_of(lists.iter().chain([&delimiter])) {
        return Ok(unknown);
    }
    let mut texts = Vec::new();
    for list in &lists {
        let nothing = if multiple { !is_true(list) } else { list.is_null() };
        if nothing {
            continue;
        }
        let Some(items) = list.as_list() else {
            return Err(site.fault("TypeError", format!("\"{}\" must operate on a list", site.name())));
        };
        texts.extend(items);
    }
    let Some(between) = delimiter.as_str() else {
        return Err(site.fault("TypeError", format!("\"{}\" delimiter must be a string", site.name())));
    };
    let texts: Result<Vec<String>, Diagnostic> = texts.into_iter().map(|item| text(site, item, multiple)).collect();
    let texts = texts?;
    let kept: usize = texts.iter().map(String::len).sum();
    budget::check(site, kept.saturating_add(between.len().saturating_mul(texts.len().saturating_sub(1))))?;
    Ok(tainted(Value::str(texts.join(between)), lists.iter().chain([&delimiter])))
}

/// The only list, null if it is left out.
fn single(site: &Site<'_>, lists: &[Expr]) -> Result<Vec<Value>, Diagnostic> {
    lists.iter().map(|list| site.eval.value(list)).collect()
}

fn text(site: &Site<'_>, item: &Value, json: bool) -> Result<String, Diagnostic> {
    match item.reveal() {
        Value::Null => Ok(String::new()),
        Value::Str(text) => Ok(text.to_string()),
        Value::List(_) | Value::Map(_) if json => Ok(sorted_json(item)),
        _ => {
            let wanted = if json { "string, map or list" } else { "strings" };
            Err(site.fault("TypeError", format!("Items to join must be {wanted} not {}", clipped(item))))
        }
    }
}
