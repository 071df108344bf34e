//! `get_attr: [resource, attribute, path…]`; from 2015-10-15 on also `get_attr: [resource]` for all attributes. And `Fn::GetAtt: [resource,
//! attribute]`.

use super::Function;
use crate::parse::{Cursor, Fault, Unpacked};
use crate::{Expr, Version};
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let all_attributes = cursor.version() >= Version::V20151015;
    let then_select = cursor.version() == Version::V20130523;
    let parts = cursor.items(args);
    if all_attributes {
        if args.is_falsy() {
            return Err(Fault::value(format!(
                "Arguments to \"{name}\" can be of the next forms: [resource_name] or [resource_name, attribute, (path), ...]"
            )));
        }
        if let Some(text) = args.as_text() {
            // A text is a sequence of characters to Python, so a text of one character names a resource.
            if text.chars().count() == 1 {
                return Ok(Function::GetAttr {
                    resource: cursor.expr(args),
                    attribute: None,
                    path: Vec::new(),
                    then_select,
                });
            }
        }
    }
    let mut parts = parts.ok_or_else(|| Fault::kind(format!("Argument to \"{name}\" must be a list")))?.into_iter();
    match (parts.next(), parts.next()) {
        (Some(resource), Some(attribute)) => {
            let path: Vec<Expr> = parts.collect();
            Ok(Function::GetAttr { resource, attribute: Some(attribute), path, then_select })
        }
        (Some(resource), None) if all_attributes => {
            Ok(Function::GetAttr { resource, attribute: None, path: Vec::new(), then_select })
        }
        _ => Err(Fault::value(format!(
            "Arguments to \"{name}\" must be of the form [resource_name, attribute, (path), ...]"
        ))),
    }
}

pub(super) fn read_pair(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    match cursor.unpack(args)? {
        Unpacked::Fits([resource, attribute]) => {
            Ok(Function::GetAttr { resource, attribute: Some(attribute), path: Vec::new(), then_select: true })
        }
        Unpacked::Miscounted(_) => {
            Err(Fault::value(format!("Arguments to \"{name}\" must be of the form [resource_name, attribute]")))
        }
    }
}
