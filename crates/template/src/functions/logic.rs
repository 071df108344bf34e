//! `not`, `and`, `or`, in conditions. Their arguments are truth values, names of conditions, or calls.

use super::Function;
use crate::Expr;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read_not(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    if args.is_null() {
        return Err(Fault::value(format!("Argument to \"{name}\" must be a condition")));
    }
    Ok(Function::Not { condition: cursor.expr(args) })
}

/// CloudFormation wants a list of one.
pub(super) fn read_not_listed(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let parts = cursor.items(args).unwrap_or_default();
    let [condition] = <[_; 1]>::try_from(parts)
        .map_err(|_| Fault::value(format!("Arguments to \"{name}\" must be of the form: [condition]")))?;
    Ok(Function::Not { condition })
}

pub(super) fn read_and(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    Ok(Function::And { conditions: several(cursor, name, args)? })
}

pub(super) fn read_or(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    Ok(Function::Or { conditions: several(cursor, name, args)? })
}

fn several(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Vec<Expr>, Fault> {
    let conditions = cursor
        .items(args)
        .ok_or_else(|| Fault::value(format!("Arguments to \"{name}\" must be a list of conditions")))?;
    if conditions.len() < 2 {
        return Err(Fault::value(format!("The minimum number of condition arguments to \"{name}\" is 2.")));
    }
    Ok(conditions)
}
