//! `if: [condition, then, else]`; from 2021-04-16 on the last may be left out. Faults in a branch count only if the branch is taken.

use super::Function;
use crate::Version;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let nullable = cursor.version() >= Version::V20210416;
    let parts = args.as_list().unwrap_or_default();
    let (Some(condition), Some(then), otherwise) = (parts.first(), parts.get(1), parts.get(2)) else {
        return Err(wrong(name));
    };
    if parts.len() > 3 || otherwise.is_none() && !nullable {
        return Err(wrong(name));
    }
    let condition = cursor.condition_argument(name, condition);
    let then = cursor.branch(then);
    let otherwise = otherwise.map(|node| cursor.branch(node));
    Ok(Function::If { condition, then, otherwise })
}

fn wrong(name: &str) -> Fault {
    Fault::value(format!(
        "Arguments to \"{name}\" must be of the form: [condition_name, value_if_true, value_if_false]"
    ))
}
