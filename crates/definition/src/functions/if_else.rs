//! `if`: one of two values, or nothing.

use crate::evaluate::{Maybe, Site};
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, condition: &Expr, then: &Expr, otherwise: Option<&Expr>) -> Maybe {
    let truth = site.eval.holds(condition).map_err(|finding| match finding.class.as_str() {
        // Heat looks conditions up while it parses, and names the place then.
        "ValueError" => {
            let message = format!("{}: {}", site.call.path, finding.message);
            crate::fault::plain(&finding.code, "StackValidationFailed", message).at(&*site.call.path, site.span)
        }
        _ => site.placed(finding),
    })?;
    match truth {
        Value::Bool(true) => site.eval.maybe(then),
        Value::Bool(false) => otherwise.map_or(Ok(None), |otherwise| site.eval.maybe(otherwise)),
        unknown => Ok(Some(unknown)),
    }
}
