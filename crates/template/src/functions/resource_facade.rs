//! `resource_facade: section`: one of metadata, deletion policy and update policy.

use super::Function;
use crate::parse::{Cursor, Fault};
use yaml::Node;

/// The sections in HOT's words and in CloudFormation's.
const PARTS: [&str; 3] = ["metadata", "deletion_policy", "update_policy"];
const CFN_PARTS: [&str; 3] = ["Metadata", "DeletionPolicy", "UpdatePolicy"];

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let parts = if name == "resource_facade" { PARTS } else { CFN_PARTS };
    let part = cursor.expr(args);
    let known = part.as_text().is_some_and(|text| parts.contains(&text));
    if !known {
        let allowed = parts.join(", ");
        return Err(Fault::value(format!("Incorrect arguments to \"{name}\" should be one of: {allowed}")));
    }
    Ok(Function::ResourceFacade { part })
}
