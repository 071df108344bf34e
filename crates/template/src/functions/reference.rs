//! `Ref: name`: a resource or a parameter; which, the definition knows.

use super::Function;
use crate::parse::{Cursor, Fault};
use crate::{Expr, ExprKind};
use model::value::Value;
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, _name: &str, args: &Node) -> Result<Function, Fault> {
    let name = cursor.expr(args);
    // Heat looks the name up while it parses, and stumbles over what has no hash.
    match unhashable(&name) {
        Some(kind) => Err(Fault::kind(format!("unhashable type: '{kind}'"))),
        None => Ok(Function::Ref { name, resources: true }),
    }
}

pub(super) fn read_parameter(cursor: &mut Cursor<'_>, _name: &str, args: &Node) -> Result<Function, Fault> {
    Ok(Function::Ref { name: cursor.expr(args), resources: false })
}

fn unhashable(name: &Expr) -> Option<&'static str> {
    match &name.kind {
        ExprKind::Literal(value) => match value.reveal() {
            Value::List(_) => Some("list"),
            Value::Map(_) => Some("dict"),
            _ => None,
        },
        ExprKind::List(_) => Some("list"),
        ExprKind::Map(_) => Some("dict"),
        ExprKind::Call(call) => Some(call.python_class()),
        ExprKind::Invalid(_) => None,
    }
}
