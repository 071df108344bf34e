//! `equals`: whether two values are equal, as Python compares.

use crate::evaluate::{Site, equal, tainted, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, left: &Expr, right: &Expr) -> Result<Value, Diagnostic> {
    let left = site.eval.value(left)?;
    let right = site.eval.value(right)?;
    if let Some(unknown) = unknown_of([&left, &right]) {
        return Ok(unknown);
    }
    Ok(tainted(Value::Bool(equal(&left, &right)), [&left, &right]))
}
