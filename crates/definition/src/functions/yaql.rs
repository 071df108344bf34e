//! `yaql`: an expression in the query language, evaluated over data. The language is the crate `yaql`.

use crate::evaluate::{Site, tainted, unknown_of};
use model::Diagnostic;
use model::value::{Map, Value};
use std::sync::Arc;
use template::Expr;
use yaql::Expression;

pub(super) fn evaluate(
    site: &Site<'_>,
    expression: &Expr,
    parsed: Option<&Expression>,
    data: Option<&Expr>,
) -> Result<Value, Diagnostic> {
    let text = site.eval.value(expression)?;
    let data = data.map_or_else(|| Ok(Value::Map(Arc::new(Map::new()))), |data| site.eval.value(data))?;
    if let Some(unknown) = unknown_of([&text, &data]) {
        return Ok(unknown);
    }
    let secret = text.has_secret() || data.has_secret();
    // What an expression says of its data, it may say in its error.
    let told = |message: String| if secret { "******".to_owned() } else { message };
    let made;
    let expression = match (parsed, text.as_str()) {
        (Some(parsed), _) => parsed,
        (None, Some(text)) => {
            made = yaql::parse(text)
                .map_err(|error| site.fault("ValueError", format!("Bad expression {}.", told(error.message))))?;
            &made
        }
        (None, None) => {
            let message = format!("The \"expression\" argument to {} must contain a string.", site.name());
            return Err(site.fault("TypeError", message));
        }
    };
    let shared = &site.eval.tree.shared;
    let value = yaql::evaluate(expression, &data, &shared.limits.yaql, shared.now)
        .map_err(|error| site.fault(error.class, told(error.message)))?;
    Ok(tainted(value, [&text, &data]))
}
