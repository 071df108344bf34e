//! `Fn::Select: [index, collection]`.

use super::Function;
use crate::parse::{Cursor, Fault, Unpacked};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    match cursor.unpack(args)? {
        Unpacked::Fits([index, from]) => Ok(Function::Select { index, from }),
        Unpacked::Miscounted(_) => {
            Err(Fault::value(format!("Arguments to \"{name}\" must be of the form [index, collection]")))
        }
    }
}
