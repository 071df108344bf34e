//! `list_concat` and `list_concat_unique`: lists one after the other.

use crate::budget;
use crate::evaluate::{Site, equal, items, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, lists: &Expr, unique: bool) -> Result<Value, Diagnostic> {
    let lists = site.eval.value(lists)?;
    if matches!(lists.reveal(), Value::Unknown(_)) {
        return Ok(lists);
    }
    let Some(parts) = items(&lists) else {
        let name = site.name();
        let example = format!("\"{name}\" : [ [ <value 1>, <value 2> ], [ <value 3>, <value 4> ] ]");
        let message = format!("Incorrect arguments to \"{name}\" should be: {example}");
        return Err(site.fault("TypeError", message));
    };
    let unknown = parts.iter().filter(|part| matches!(part.reveal(), Value::Unknown(_)));
    if let Some(unknown) = unknown_of(unknown) {
        return Ok(unknown);
    }
    let mut joined: Vec<Value> = Vec::new();
    for part in &parts {
        match items(part) {
            Some(more) => joined.extend(more),
            None if part.is_null() => {}
            None => return Err(not_a_list(site, part, &lists)),
        }
    }
    budget::check(site, joined.iter().map(budget::weight).fold(0, usize::saturating_add))?;
    if !unique {
        return Ok(Value::list(joined));
    }
    if let Some(unknown) = unknown_of(&joined) {
        // Whether an item repeats another one is seen when both are known.
        return Ok(unknown);
    }
    let mut once: Vec<Value> = Vec::new();
    for item in joined {
        if !once.iter().any(|seen| equal(seen, &item)) {
            once.push(item);
        }
    }
    Ok(Value::list(once))
}

fn not_a_list(site: &Site<'_>, part: &Value, lists: &Value) -> Diagnostic {
    let (part, lists) = (part.masked().python_json(), lists.masked().python_json());
    let rule = "Items to concat must be lists";
    let message = format!("Incorrect arguments: {rule}. {lists} contains an item that is not a list: {part}");
    site.fault("TypeError", message)
}
