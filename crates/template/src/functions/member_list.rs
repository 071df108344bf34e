//! `Fn::MemberListToMap: [name of keys, name of values, list]`.

use super::Function;
use crate::parse::{Cursor, Fault, Unpacked};
use std::sync::Arc;
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let [key, value, list] = match cursor.unpack(args)? {
        Unpacked::Fits(parts) => parts,
        Unpacked::Miscounted(_) => {
            return Err(Fault::kind(
                "Wrong Arguments try: \"\n            {'Fn::MemberListToMap': ['Name', 'Value',\n                                     \
                 ['.member.0.Name=key',\n                                      '.member.0.Value=door']]}\n            \"",
            ));
        }
    };
    let text = |expr: &crate::Expr, which: &str| -> Result<Arc<str>, Fault> {
        let wrong = || Fault::kind(format!("{name} {which} Name must be a string"));
        expr.as_text().map(Arc::from).ok_or_else(wrong)
    };
    Ok(Function::MemberListToMap { key: text(&key, "Key")?, value: text(&value, "Value")?, list })
}
