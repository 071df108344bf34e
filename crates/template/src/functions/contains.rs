//! `contains: [value, sequence]`.

use super::Function;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let parts = cursor.items(args).filter(|parts| !parts.is_empty()).ok_or_else(|| {
        Fault::kind(format!(
            "Incorrect arguments to \"{name}\" should be: \"{name}\" : [ \"value1\", [ \"value1\", \"value2\"]]"
        ))
    })?;
    let [value, sequence] = <[_; 2]>::try_from(parts).map_err(|_| {
        Fault::value(format!("Arguments to \"{name}\" must be of the form: [value1, [value1, value2]]"))
    })?;
    Ok(Function::Contains { value, sequence })
}
