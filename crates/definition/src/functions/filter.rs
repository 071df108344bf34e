//! `filter`: a list without some items.

use crate::evaluate::{Site, equal, is_true, items, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, values: &Expr, list: &Expr) -> Result<Value, Diagnostic> {
    let list = site.eval.value(list)?;
    if matches!(list.reveal(), Value::Unknown(_)) || !is_true(&list) {
        return Ok(list);
    }
    let Some(all) = items(&list) else {
        return Err(site.fault("TypeError", format!("\"{}\" only works with lists", site.name())));
    };
    let values = site.eval.value(values)?;
    if matches!(values.reveal(), Value::Unknown(_)) {
        return Ok(values);
    }
    if !is_true(&values) {
        return Ok(list);
    }
    let Some(unwanted) = values.as_list() else {
        return Err(site.fault("TypeError", format!("\"{}\" filters a list of values", site.name())));
    };
    if let Some(unknown) = unknown_of([&list, &values]) {
        return Ok(unknown);
    }
    let kept = all.into_iter().filter(|item| !unwanted.iter().any(|other| equal(item, other)));
    let kept = Value::list(kept);
    Ok(if values.has_secret() { kept.into_secret() } else { kept })
}
