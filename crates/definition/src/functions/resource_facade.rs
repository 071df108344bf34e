//! `resource_facade`: a section of the resource around that this template stands for.

use crate::evaluate::{Eval, Site, unknown_of};
use model::Diagnostic;
use model::goal::DeletionPolicy;
use model::value::Value;
use std::sync::Arc;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, part: &Expr) -> Result<Value, Diagnostic> {
    let part = site.eval.value(part)?;
    if let Some(unknown) = unknown_of([&part]) {
        return Ok(unknown);
    }
    let part = part.as_str().unwrap_or_default();
    let eval = &site.eval;
    let holder = eval.scope.path.holder();
    let around = holder.as_ref().and_then(|holder| Some((eval.tree.scope(&holder.stack())?, holder.name())));
    let Some((around, name)) = around else {
        let asked = match part {
            "metadata" | "Metadata" => "metadata_get",
            _ => "t",
        };
        let finding = site.fault("AttributeError", format!("'NoneType' object has no attribute '{asked}'"));
        return Err(finding.hint("only a template that stands for a resource of another one has sections around it"));
    };
    let outer = Eval::new(eval.tree, around, eval.live);
    let resource = around.resource(name);
    let section = |expr: Option<&Expr>| match expr {
        Some(expr) => outer.value(expr),
        None => Ok(Value::Map(Arc::default())),
    };
    match part {
        "metadata" | "Metadata" => section(resource.and_then(|resource| resource.metadata.as_ref())),
        "update_policy" | "UpdatePolicy" => section(resource.and_then(|resource| resource.update_policy.as_ref())),
        _ => {
            let policy = around.entry(name).map_or(DeletionPolicy::Delete, |entry| entry.node.deletion_policy);
            Ok(Value::str(match policy {
                DeletionPolicy::Delete => "Delete",
                DeletionPolicy::Retain => "Retain",
                DeletionPolicy::Snapshot => "Snapshot",
            }))
        }
    }
}
