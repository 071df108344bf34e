//! `not`, `and` and `or`: conditions combined. An answer that is certain does not wait for what is unknown.

use crate::evaluate::{Site, tainted, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn not(site: &Site<'_>, condition: &Expr) -> Result<Value, Diagnostic> {
    let value = site.eval.value(condition)?;
    let truth = site.eval.truth(&value).map_err(|finding| site.placed(finding))?;
    match truth {
        Value::Bool(truth) => Ok(tainted(Value::Bool(!truth), [&value])),
        unknown => Ok(unknown),
    }
}

pub(super) fn and(site: &Site<'_>, conditions: &[Expr]) -> Result<Value, Diagnostic> {
    combine(site, conditions, false)
}

pub(super) fn or(site: &Site<'_>, conditions: &[Expr]) -> Result<Value, Diagnostic> {
    combine(site, conditions, true)
}

/// `decisive` if any condition has that value, else the opposite. Conditions after a decisive one are not looked up.
fn combine(site: &Site<'_>, conditions: &[Expr], decisive: bool) -> Result<Value, Diagnostic> {
    let values = site.eval.values(conditions)?;
    let mut unknowns = Vec::new();
    for value in &values {
        match site.eval.truth(value).map_err(|finding| site.placed(finding))? {
            Value::Bool(truth) if truth == decisive => return Ok(tainted(Value::Bool(decisive), &values)),
            unknown @ Value::Unknown(_) => unknowns.push(unknown),
            _ => {}
        }
    }
    Ok(unknown_of(&unknowns).unwrap_or_else(|| tainted(Value::Bool(!decisive), &values)))
}
