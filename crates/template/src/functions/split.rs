//! `str_split: [delimiter, text, index]` and `Fn::Split: [delimiter, text]`.

use super::Function;
use crate::parse::{Cursor, Fault, Unpacked};
use yaml::{Kind, Node};

/// What the arguments of `str_split` mean is seen when it is evaluated.
pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let expr = cursor.expr(args);
    if is_odd(cursor, args) {
        let example = format!("\"{name}\" : [ \",\", \"apples,pears\", <index>]");
        return Err(Fault::kind(format!("Incorrect arguments to \"{name}\" should be: {example}")));
    }
    Ok(Function::StrSplit { args: expr })
}

pub(super) fn read_pair(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let wrong = || {
        let example = format!("\"{name}\" : [ \",\", \"str1,str2\"]]");
        Fault::kind(format!("Incorrect arguments to \"{name}\" should be: {example}"))
    };
    if is_odd(cursor, args) {
        return Err(wrong());
    }
    match cursor.unpack(args)? {
        Unpacked::Fits([delimiter, text]) => Ok(Function::Split { delimiter, text }),
        Unpacked::Miscounted(_) => Err(wrong()),
    }
}

/// Whether the arguments are a text, or a mapping that is no call.
pub(super) fn is_odd(cursor: &Cursor<'_>, args: &Node) -> bool {
    match &args.kind {
        Kind::Map(_) => !cursor.is_call(args),
        Kind::Scalar(_) => args.as_text().is_some(),
        Kind::List(_) => false,
    }
}
