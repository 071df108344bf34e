//! `Fn::GetAZs: region`. The region means nothing.

use super::Function;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, _name: &str, args: &Node) -> Result<Function, Fault> {
    Ok(Function::GetAzs { region: cursor.expr(args) })
}
