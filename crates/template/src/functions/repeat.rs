//! `repeat: {template, for_each, permutations}`. Other keys mean nothing, as in Heat.

use super::Function;
use crate::parse::{Cursor, Fault};
use crate::{ExprKind, Version};
use model::value::Value;
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let fields = cursor.fields(args).ok_or_else(|| Fault::kind(format!("Arguments to \"{name}\" must be a map")))?;
    let (Some(for_each), Some(template)) = (fields.get("for_each"), fields.get("template")) else {
        return Err(Fault::key(
            "\"repeat\" syntax should be repeat:\n              template: This is %var%\n              for_each:\n                \
             %var%: ['a', 'b', 'c']",
        ));
    };
    let version = cursor.version();
    let permutations = match fields.get("permutations").filter(|_| version >= Version::V20170901) {
        None => true,
        Some(given) => given
            .as_literal()
            .and_then(Value::as_bool)
            .ok_or_else(|| Fault::kind(format!("\"permutations\" should be boolean type for {name} function.")))?,
    };
    let is_mapping = match &for_each.kind {
        ExprKind::Literal(value) => matches!(value.reveal(), Value::Map(_) | Value::Unknown(_)),
        ExprKind::List(_) => false,
        ExprKind::Map(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => true,
    };
    if !is_mapping {
        return Err(Fault::kind(format!("The \"for_each\" argument to \"{name}\" must contain a map")).late());
    }
    Ok(Function::Repeat {
        template: template.clone(),
        for_each: for_each.clone(),
        maps: version >= Version::V20161014,
        permutations,
    })
}
