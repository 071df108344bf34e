//! `equals: [value, value]`, in conditions.

use super::Function;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let wrong = || Fault::value(format!("Arguments to \"{name}\" must be of the form: [value_1, value_2]"));
    let parts = cursor.items(args).ok_or_else(wrong)?;
    let [left, right] = <[_; 2]>::try_from(parts).map_err(|_| wrong())?;
    Ok(Function::Equals { left, right })
}
