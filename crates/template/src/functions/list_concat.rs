//! `list_concat: [list…]` and `list_concat_unique`.

use super::Function;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, _name: &str, args: &Node) -> Result<Function, Fault> {
    Ok(Function::ListConcat { lists: cursor.expr(args), unique: false })
}

pub(super) fn read_unique(cursor: &mut Cursor<'_>, _name: &str, args: &Node) -> Result<Function, Fault> {
    Ok(Function::ListConcat { lists: cursor.expr(args), unique: true })
}
