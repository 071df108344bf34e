//! `str_replace: {template, params}` and its strict forms, and `Fn::Replace: [params, template]`.

use super::{Function, ReplaceMode};
use crate::parse::{Cursor, Fault, Unpacked};
use crate::{Expr, ExprKind, Version};
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
    build(name, params.clone(), template.clone(), mode)
}

pub(super) fn read_pair(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let wrong = || {
        let example = format!("{{\"{name}\": [ {{\"$var1\": \"foo\", \"%var2%\": \"bar\"}}, \"$var1 is %var2%\"]}}");
        Fault::kind(format!("Incorrect arguments to \"{name}\" should be: {example}"))
    };
    if super::split::is_odd(cursor, args) {
        return Err(wrong());
    }
    match cursor.unpack(args)? {
        Unpacked::Fits([params, template]) => build(name, params, template, ReplaceMode::Plain),
        Unpacked::Miscounted(_) => Err(wrong()),
    }
}

fn build(name: &str, params: Expr, template: Expr, mode: ReplaceMode) -> Result<Function, Fault> {
    let is_mapping = match &params.kind {
        ExprKind::Literal(value) => matches!(value.reveal(), Value::Map(_) | Value::Unknown(_)),
        ExprKind::List(_) => false,
        ExprKind::Map(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => true,
    };
    if !is_mapping {
        return Err(Fault::kind(format!("\"{name}\" parameters must be a mapping")));
    }
    Ok(Function::StrReplace { template, params, mode })
}
