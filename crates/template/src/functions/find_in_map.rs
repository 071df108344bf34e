//! `Fn::FindInMap: [mapping, key, value]`.

use super::Function;
use crate::parse::{Cursor, Fault, Unpacked};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, _name: &str, args: &Node) -> Result<Function, Fault> {
    match cursor.unpack(args)? {
        Unpacked::Fits([map, key, value]) => Ok(Function::FindInMap { map, key, value }),
        Unpacked::Miscounted(message) => Err(Fault::key(message)),
    }
}
