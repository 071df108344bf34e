//! `str_replace: {template, params}` and its strict forms.

use super::{Function, ReplaceMode};
use crate::parse::{Cursor, Fault};
use crate::{ExprKind, Version};
use model::value::Value;
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let json = cursor.version() >= Version::V20151015;
    read_as(cursor, name, args, if json { ReplaceMode::Json } else { ReplaceMode::Plain })
}

pub(super) fn read_strict(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    read_as(cursor, name, args, ReplaceMode::Strict)
}

pub(super) fn read_very_strict(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    read_as(cursor, name, args, ReplaceMode::VeryStrict)
}

fn read_as(cursor: &mut Cursor<'_>, name: &str, args: &Node, mode: ReplaceMode) -> Result<Function, Fault> {
    let fields = cursor.fields(args).ok_or_else(|| Fault::kind(format!("Arguments to \"{name}\" must be a map")))?;
    let (Some(params), Some(template)) = (fields.get("params"), fields.get("template")) else {
        return Err(Fault::key(format!(
            "\"{name}\" syntax should be {name}:\n              template: This is var1 template var2\n              params:\n                var1: \
             a\n                var2: string"
        )));
    };
    let is_mapping = match &params.kind {
        ExprKind::Literal(value) => matches!(value.reveal(), Value::Map(_) | Value::Unknown(_)),
        ExprKind::List(_) => false,
        ExprKind::Map(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => true,
    };
    if !is_mapping {
        return Err(Fault::kind(format!("\"{name}\" parameters must be a mapping")));
    }
    Ok(Function::StrReplace { template: template.clone(), params: params.clone(), mode })
}
