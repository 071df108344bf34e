//! `map_replace: [mapping, {keys, values}]`. What the argument means is seen when it is evaluated.

use super::Function;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, _name: &str, args: &Node) -> Result<Function, Fault> {
    Ok(Function::MapReplace { args: cursor.expr(args) })
}
