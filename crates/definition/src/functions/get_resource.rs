//! `get_resource`: a resource's reference id.

use crate::evaluate::{Site, unknown_of};
use crate::{codes, fault};
use model::value::Value;
use model::{Diagnostic, ResourcePath};
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, name: &Expr) -> Result<Value, Diagnostic> {
    let name = site.eval.value(name)?;
    if let Some(unknown) = unknown_of([&name]) {
        return Ok(unknown);
    }
    let path = resource(site, &name)?;
    if site.eval.live.exists(&path) { Ok(site.eval.live.reference(&path)) } else { Ok(Value::str(path.name())) }
}

/// The enabled resource of that name.
pub(super) fn resource(site: &Site<'_>, name: &Value) -> Result<ResourcePath, Diagnostic> {
    if let Value::List(_) | Value::Map(_) = name.reveal() {
        return Err(site.fault("TypeError", format!("unhashable type: '{}'", name.python_type())));
    }
    let found = name.as_str().and_then(|name| site.eval.resource(name));
    found.ok_or_else(|| {
        let message = format!("The specified reference \"{}\" (in unknown) is incorrect.", name.masked().python_str());
        let finding = fault::plain(codes::REFERENCE, "InvalidTemplateReference", message);
        finding.at(&*site.call.path, site.span)
    })
}
