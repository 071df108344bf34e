//! `list_join: [delimiter, list]`; from 2015-10-15 on several lists.

use super::Function;
use crate::Version;
use crate::parse::{Cursor, Fault};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let multiple = cursor.version() >= Version::V20151015;
    let more = if multiple { " ...]" } else { "]" };
    let message =
        format!("Incorrect arguments to \"{name}\" should be: \"{name}\" : [ \" \", [ \"str1\", \"str2\"]{more}");
    let mut parts = cursor.items(args).ok_or_else(|| Fault::kind(message.clone()))?.into_iter();
    let delimiter = parts.next();
    let lists: Vec<_> = parts.collect();
    match delimiter {
        Some(delimiter) if lists.len() == 1 || multiple && !lists.is_empty() => {
            Ok(Function::ListJoin { delimiter, lists, multiple })
        }
        _ => Err(Fault::value(message)),
    }
}
