//! `Fn::Base64`: a text as it is.

use crate::evaluate::{Site, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, text: &Expr) -> Result<Value, Diagnostic> {
    let text = site.eval.value(text)?;
    if let Some(unknown) = unknown_of([&text]) {
        return Ok(unknown);
    }
    if text.as_str().is_some() {
        return Ok(text);
    }
    Err(site.fault("TypeError", format!("\"{}\" argument must be a string", site.name())))
}
