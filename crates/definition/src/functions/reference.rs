//! `Ref`: the reference id of the resource of that name, else the value of the parameter.

use super::get_resource;
use crate::evaluate::{Site, unknown_of};
use crate::{codes, fault};
use model::Diagnostic;
use model::value::Value;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, name: &Expr, resources: bool) -> Result<Value, Diagnostic> {
    let value = site.eval.value(name)?;
    if let Some(unknown) = unknown_of([&value]) {
        return Ok(unknown);
    }
    let text = value.as_str();
    if resources && text.is_some_and(|name| site.eval.scope.template.resources.contains_key(name)) {
        return get_resource::evaluate(site, name);
    }
    if let Value::List(_) | Value::Map(_) = value.reveal() {
        return Err(site.fault("TypeError", format!("unhashable type: '{}'", value.python_type())));
    }
    match text.map(|name| site.eval.parameter(name)) {
        Some(Ok(found)) => Ok(found),
        Some(Err(finding)) if finding.code != codes::PARAMETER_MISSING => Err(site.placed(finding)),
        Some(Err(_)) if text.is_some_and(|name| site.eval.scope.template.parameters.contains_key(name)) => {
            let message = format!("The Parameter ({}) was not provided.", value.masked().python_str());
            Err(fault::plain(codes::PARAMETER_MISSING, "UserParameterMissing", message).at(&*site.call.path, site.span))
        }
        Some(Err(_)) | None => {
            let message =
                format!("The specified reference \"{}\" (in unknown) is incorrect.", value.masked().python_str());
            let finding = fault::plain(codes::REFERENCE, "InvalidTemplateReference", message);
            let template = &site.eval.scope.template;
            let known = template.resources.keys().chain(template.parameters.keys()).map(|name| &**name);
            let meant = text.filter(|_| !value.has_secret()).and_then(|text| catalog::suggest(text, known));
            let finding = finding.at(&*site.call.path, site.span);
            Err(match meant {
                Some(known) => finding.hint(format!("did you mean {known}?")),
                None => finding,
            })
        }
    }
}
