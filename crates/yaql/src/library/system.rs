//! Names and contexts: `let`, `with`, `def`, `unpack`, `assert`, `call`.

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::Item;
use crate::resolve::Args;

pub(super) const TABLE: &[Row] = &[
    ("let", Function, "*args:any **kwargs:any", assign),
    ("with", Function, "*args:any", assign),
    ("unpack", Method, "sequence:iter *args:str", unpack),
    ("def", Function, "name:str func:lambda", |eval, args| {
        let function = args.wanted(1)?;
        eval.define(args.context, args.text(0), function);
        Ok(Item::Context(args.context))
    }),
    ("assert", Method, "obj:any condition:lambda message:str=Assertion_failed", |eval, args| {
        let object = eval.memorized(args.item(0))?;
        if eval.apply(&args.wanted(1)?, std::slice::from_ref(&object))?.truthy() {
            return Ok(object);
        }
        Err(Error::failed("AssertionError", &*args.text(2)))
    }),
    ("call", Function, "name:str args:seq kwargs:dict", |eval, args| {
        let values = eval.all(&args.item(1))?;
        if args.item(2).truthy() {
            return Err(Error::failed("RuntimeError", "dictionary changed size during iteration"));
        }
        eval.deeper(|eval| eval.call_values(&args.text(0), values, args.context))
    }),
];

fn assign(eval: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    for (index, value) in args.others().into_iter().enumerate() {
        eval.set(args.context, &(index + 1).to_string(), value);
    }
    for (name, value) in &args.keywords {
        eval.set(args.context, name, value.clone());
    }
    Ok(Item::Context(args.context))
}

fn unpack(eval: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    let names = args.others();
    let mut source = eval.cursor(&args.item(0))?;
    let mut values = Vec::new();
    while names.is_empty() || values.len() <= names.len() {
        let Some(value) = source.next(eval)? else { break };
        values.push(value);
    }
    if !names.is_empty() && names.len() != values.len() {
        return Err(Error::value(format!("Cannot unpack {} elements into {}", values.len(), names.len())));
    }
    for (index, value) in values.into_iter().enumerate() {
        let name = names.get(index).map_or_else(|| (index + 1).to_string(), Item::text);
        eval.set(args.context, &name, value);
    }
    Ok(Item::Context(args.context))
}
