//! `filter: [values, list]`.

use super::Function;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let parts = cursor.items(args).ok_or_else(|| Fault::kind(format!("Argument to \"{name}\" must be a list")))?;
    let count = parts.len();
    let [values, list] = <[_; 2]>::try_from(parts).map_err(|_| {
        let wanted = "expected 2 arguments of the form [values, sequence]";
        Fault::value(format!("\"{name}\" {wanted} but got {count} arguments instead"))
    })?;
    Ok(Function::Filter { values, list })
}
