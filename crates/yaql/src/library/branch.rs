//! Choosing: `switch`, `coalesce` and the like; and what is true.

use super::{Row, Way::*};
use crate::context::{Body, Lambda};
use crate::item::Item;
use crate::resolve::Arg;

pub(super) const TABLE: &[Row] = &[
    ("switch", Function, "! *args:rule", |eval, args| {
        for arg in &args.rest {
            let Arg::Rule(condition, value) = arg else { continue };
            let lambda = |node| Lambda { body: Body::Node(node), context: args.context };
            if eval.apply(&lambda(condition), &[])?.truthy() {
                return eval.apply(&lambda(value), &[]);
            }
        }
        Ok(Item::Null)
    }),
    ("selectCase", Function, "*args:lambda", |eval, args| {
        let lambdas = args.lambdas();
        for (index, lambda) in lambdas.iter().enumerate() {
            if eval.apply(lambda, &[])?.truthy() {
                return Ok(Item::count(index));
            }
        }
        Ok(Item::count(lambdas.len()))
    }),
    ("selectAllCases", Function, "*args:lambda", |eval, args| {
        let mut lambdas = args.lambdas().into_iter().enumerate();
        Ok(eval.lazy(move |eval| {
            for (index, lambda) in lambdas.by_ref() {
                if eval.apply(&lambda, &[])?.truthy() {
                    return Ok(Some(Item::count(index)));
                }
            }
            Ok(None)
        }))
    }),
    ("examine", Function, "*args:lambda", |eval, args| {
        let mut lambdas = args.lambdas().into_iter();
        Ok(eval.lazy(move |eval| match lambdas.next() {
            Some(lambda) => Ok(Some(Item::Bool(eval.apply(&lambda, &[])?.truthy()))),
            None => Ok(None),
        }))
    }),
    ("switchCase", Method, "case:int *args:lambda", |eval, args| {
        let lambdas = args.lambdas();
        let chosen = usize::try_from(args.int(0)?).ok().and_then(|case| lambdas.get(case)).or(lambdas.last());
        chosen.map_or(Ok(Item::Null), |lambda| eval.apply(lambda, &[]))
    }),
    ("coalesce", Function, "*args:lambda", |eval, args| {
        for lambda in args.lambdas() {
            let value = eval.apply(&lambda, &[])?;
            if !value.is_null() {
                return Ok(value);
            }
        }
        Ok(Item::Null)
    }),
    ("#unary_operator_not", Function, "arg:any", |_, args| Ok(Item::Bool(!args.item(0).truthy()))),
    ("bool", Function, "value:any", |_, args| Ok(Item::Bool(args.item(0).truthy()))),
    ("isBoolean", Function, "value:any", |_, args| Ok(Item::Bool(matches!(args.item(0), Item::Bool(_))))),
];
