//! `repeat`: a template once for each item, or each combination of items.

use crate::budget;
use crate::evaluate::{Site, items, unknown_of};
use model::Diagnostic;
use model::value::{Key, Value};
use template::Expr;

/// How many items the results of one call can be made of: a few lists of a hundred items multiply.
const MOST: usize = 1_000_000;

pub(super) fn evaluate(
    site: &Site<'_>,
    template: &Expr,
    for_each: &Expr,
    maps: bool,
    permutations: bool,
) -> Result<Value, Diagnostic> {
    let for_each = site.eval.value(for_each)?;
    let template = site.eval.value(template)?;
    if matches!(for_each.reveal(), Value::Unknown(_)) {
        return Ok(for_each);
    }
    let Some(map) = for_each.as_map() else {
        let kind = for_each.python_type();
        return Err(site.fault("AttributeError", format!("'{kind}' object has no attribute 'items'")));
    };
    if map.is_empty() {
        return Err(site.fault("ValueError", "not enough values to unpack (expected 2, got 0)"));
    }
    if let Some(unknown) = unknown_of(map.values()) {
        return Ok(unknown);
    }
    let secret = matches!(for_each, Value::Secret(_));
    let mut names = Vec::new();
    let mut lists = Vec::new();
    for (key, value) in map.iter() {
        let value = if secret { value.clone().into_secret() } else { value.clone() };
        names.push(key);
        lists.push(list(site, &value, maps && permutations)?);
    }
    let rounds = if permutations { combinations(site, &lists)? } else { side_by_side(site, map.values(), &lists)? };
    budget::check(site, rounds.len().saturating_mul(budget::weight(&template)))?;
    let mut results = Vec::with_capacity(rounds.len());
    let mut total = 0_usize;
    for round in &rounds {
        let result = replaced(site, &template, &names, round)?;
        total = total.saturating_add(budget::weight(&result));
        budget::check(site, total)?;
        results.push(result);
    }
    Ok(Value::list(results))
}

/// The items to go through: those of a list, the keys of a mapping where that is allowed, none for null.
fn list(site: &Site<'_>, value: &Value, maps: bool) -> Result<Vec<Value>, Diagnostic> {
    let secret = matches!(value, Value::Secret(_));
    match value.reveal() {
        Value::Null => Ok(Vec::new()),
        Value::List(_) => Ok(items(value).unwrap_or_default()),
        Value::Map(map) if maps => Ok(map
            .keys()
            .map(|key| {
                let key = Value::str(key.as_str());
                if secret { key.into_secret() } else { key }
            })
            .collect()),
        _ => {
            let wanted = if maps { "lists or maps" } else { "lists" };
            let name = site.name();
            let message = format!("The values of the \"for_each\" argument to \"{name}\" must be {wanted}");
            Err(site.fault("TypeError", message))
        }
    }
}

/// Every combination, the last list turning fastest.
fn combinations(site: &Site<'_>, lists: &[Vec<Value>]) -> Result<Vec<Vec<Value>>, Diagnostic> {
    let count = lists.iter().try_fold(1_usize, |count, list| count.checked_mul(list.len()));
    if count.and_then(|count| count.checked_mul(lists.len())).is_none_or(|items| items > MOST) {
        return Err(site.fault("ValueError", format!("\"{}\" has too many combinations", site.name())));
    }
    Ok(lists.iter().fold(vec![Vec::new()], |rounds, list| {
        let longer = |round: &Vec<Value>| -> Vec<Vec<Value>> {
            list.iter().map(|item| round.iter().chain([item]).cloned().collect()).collect()
        };
        rounds.iter().flat_map(longer).collect()
    }))
}

/// The first items together, the second items together…
fn side_by_side<'v>(
    site: &Site<'_>,
    given: impl Iterator<Item = &'v Value>,
    lists: &[Vec<Value>],
) -> Result<Vec<Vec<Value>>, Diagnostic> {
    let mut lengths = given.zip(lists).filter(|(given, _)| !given.is_null()).map(|(_, list)| list.len());
    let first = lengths.next();
    if lengths.any(|length| Some(length) != first) {
        let name = site.name();
        let message = format!("For {name}, the length of for_each values should be equal if no nested loop.");
        return Err(site.fault("ValueError", message));
    }
    let rounds = lists.iter().map(Vec::len).min().unwrap_or(0);
    Ok((0..rounds).map(|round| lists.iter().filter_map(|list| list.get(round).cloned()).collect()).collect())
}

/// The template with every name replaced, also in keys.
fn replaced(site: &Site<'_>, template: &Value, names: &[&Key], round: &[Value]) -> Result<Value, Diagnostic> {
    match template {
        Value::Str(text) => {
            let mut text = text.to_string();
            let mut secret = false;
            for (name, item) in names.iter().zip(round) {
                let Some(item_text) = item.as_str() else {
                    let kind = item.python_type();
                    return Err(site.fault("TypeError", format!("replace() argument 2 must be str, not {kind}")));
                };
                let places = text.matches(name.as_str()).count();
                if places > 0 {
                    secret |= item.has_secret();
                    budget::check(site, text.len().saturating_add(places.saturating_mul(item_text.len())))?;
                    text = text.replace(name.as_str(), item_text);
                }
            }
            let value = Value::str(text);
            Ok(if secret { value.into_secret() } else { value })
        }
        Value::List(items) => {
            let items: Result<Vec<Value>, _> = items.iter().map(|item| replaced(site, item, names, round)).collect();
            Ok(Value::list(items?))
        }
        Value::Map(map) => {
            let mut entries = Vec::new();
            let mut secret = false;
            for (key, value) in map.iter() {
                let key = if key.is_text() {
                    let new = replaced(site, &Value::str(key.as_str()), names, round)?;
                    secret |= new.has_secret();
                    Key::from(new.as_str().unwrap_or_default())
                } else {
                    key.clone()
                };
                entries.push((key, replaced(site, value, names, round)?));
            }
            let map = Value::map(entries);
            Ok(if secret { map.into_secret() } else { map })
        }
        Value::Secret(inner) => Ok(replaced(site, inner, names, round)?.into_secret()),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Unknown(_) => {
            Ok(template.clone())
        }
    }
}
