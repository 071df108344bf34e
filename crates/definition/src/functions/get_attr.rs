//! `get_attr`: an attribute of a resource, or a part of it, or all of them.

use super::get_resource::resource;
use crate::evaluate::{Site, unknown_of};
use crate::{attribute, codes, fault};
use catalog::member;
use model::value::Value;
use model::{Diagnostic, ResourcePath};
use template::Expr;

pub(super) fn evaluate(
    site: &Site<'_>,
    name: &Expr,
    attribute: Option<&Expr>,
    path: &[Expr],
    then_select: bool,
) -> Result<Value, Diagnostic> {
    let name = site.eval.value(name)?;
    let attribute = attribute.map(|attribute| site.eval.value(attribute)).transpose()?;
    let path = site.eval.values(path)?;
    if let Some(unknown) = unknown_of([&name].into_iter().chain(&attribute).chain(&path)) {
        return Ok(unknown);
    }
    let resource = resource(site, &name)?;
    if !site.eval.live.is_known(&resource) {
        return Err(site.fault("AssertionError", "Resource data not available"));
    }
    if !site.eval.live.exists(&resource) {
        return Ok(Value::Null);
    }
    match attribute {
        None if !site.eval.live.is_whole(&resource) => Ok(Value::Null),
        None => Ok(all(site, &resource)),
        Some(attribute) => one(site, &resource, &attribute, &path, then_select),
    }
}

/// Every attribute but `show`, by name.
fn all(site: &Site<'_>, resource: &ResourcePath) -> Value {
    let names = attribute::names(site.eval.tree, resource);
    let value = |name: &str| site.eval.live.attribute(resource, name, &[]).map(|(value, _)| value).unwrap_or_default();
    Value::map(names.into_iter().map(|name| {
        let value = value(&name);
        (name, value)
    }))
}

fn one(
    site: &Site<'_>,
    resource: &ResourcePath,
    attribute: &Value,
    path: &[Value],
    then_select: bool,
) -> Result<Value, Diagnostic> {
    let given = if then_select { &[] } else { path };
    let name = attribute.python_str();
    let (value, used) = match site.eval.live.attribute(resource, &name, given) {
        Some(told) => told,
        // What a cloud says of an object, whoever asks it knows; else it is nothing.
        None if name == "show" => (Value::Null, 0),
        None => return Err(no_attribute(site, resource, attribute, given)),
    };
    Ok(path.get(used..).unwrap_or_default().iter().fold(value, |value, key| member::step(&value, key)))
}

fn no_attribute(site: &Site<'_>, resource: &ResourcePath, attribute: &Value, path: &[Value]) -> Diagnostic {
    let key = if path.is_empty() {
        attribute.masked().python_str()
    } else {
        let parts: Vec<String> = [attribute].into_iter().chain(path).map(|part| part.masked().python_repr()).collect();
        format!("({})", parts.join(", "))
    };
    let message = format!("The Referenced Attribute ({} {key}) is incorrect.", resource.name());
    fault::plain(codes::ATTRIBUTE, "InvalidTemplateAttribute", message).at(&*site.call.path, site.span)
}
