//! `get_file`: the text of a file that was sent along.

use crate::evaluate::{Site, unknown_of};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, name: &Expr) -> Result<Value, Diagnostic> {
    let name = site.eval.value(name)?;
    if let Some(unknown) = unknown_of([&name]) {
        return Ok(unknown);
    }
    let Some(file) = name.as_str() else {
        return Err(site.fault("TypeError", format!("Argument to \"{}\" must be a string", site.name())));
    };
    let text = site.eval.tree.file(file).ok_or_else(|| {
        let shown = name.masked().python_str();
        let message = format!("No content found in the \"files\" section for {} path: {shown}", site.name());
        site.fault("ValueError", message).hint("send the file along, or correct its name")
    })?;
    Ok(Value::str(text))
}
