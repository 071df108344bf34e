//! `contains`: whether a value is in a list, or a text in a text.

use crate::evaluate::{Site, equal, tainted, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, value: &Expr, sequence: &Expr) -> Result<Value, Diagnostic> {
    let value = site.eval.value(value)?;
    let sequence = site.eval.value(sequence)?;
    if let Some(unknown) = unknown_of([&value, &sequence]) {
        return Ok(unknown);
    }
    let found = match sequence.reveal() {
        Value::List(items) => items.iter().any(|item| equal(item, &value)),
        Value::Str(text) => {
            let Some(part) = value.as_str() else {
                let kind = value.python_type();
                let message = format!("'in <string>' requires string as left operand, not {kind}");
                return Err(site.fault("TypeError", message));
            };
            text.contains(part)
        }
        _ => {
            let message = format!("Second argument to \"{}\" should be a sequence.", site.name());
            return Err(site.fault("TypeError", message));
        }
    };
    Ok(tainted(Value::Bool(found), [&value, &sequence]))
}
