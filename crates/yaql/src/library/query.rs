//! Queries: choosing, mapping, grouping and folding the items of collections.

use super::{Row, Way::*};
use crate::codes;
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::{Item, ListKind};
use crate::iterate::Cursor;
use crate::resolve::Args;
use indexmap::{IndexMap, IndexSet};

pub(super) const TABLE: &[Row] = &[
    ("where filter", Method, "collection:iter predicate:lambda", |eval, a| {
        let (mut source, test) = (eval.cursor(&a.item(0))?, a.wanted(1)?);
        Ok(eval.lazy(move |eval| {
            while let Some(item) = source.next(eval)? {
                if eval.apply(&test, std::slice::from_ref(&item))?.truthy() {
                    return Ok(Some(item));
                }
            }
            Ok(None)
        }))
    }),
    ("select map", Method, "collection:iter selector:lambda", |eval, a| {
        let (mut source, selector) = (eval.cursor(&a.item(0))?, a.wanted(1)?);
        Ok(eval.lazy(move |eval| match source.next(eval)? {
            Some(item) => eval.apply(&selector, &[item]).map(Some),
            None => Ok(None),
        }))
    }),
    ("selectMany", Method, "collection:iter selector:lambda", select_many),
    ("distinct", Both, "collection:iter keySelector:lambda=none", distinct),
    ("any", Both, "collection:iter predicate:lambda=none", |eval, a| {
        let place = find(eval, &a, Some(true), false)?;
        Ok(Item::Bool(place >= 0))
    }),
    ("all", Both, "collection:iter predicate:lambda=none", |eval, a| {
        let test = a.lambda(1);
        let mut source = eval.cursor(&a.item(0))?;
        while let Some(item) = source.next(eval)? {
            let holds = match &test {
                Some(test) => eval.apply(test, &[item])?,
                None => item,
            };
            if !holds.truthy() {
                return Ok(Item::Bool(false));
            }
        }
        Ok(Item::Bool(true))
    }),
    ("indexWhere", Method, "collection:iter predicate:lambda", |eval, a| find(eval, &a, None, false).map(Item::Int)),
    ("lastIndexWhere", Method, "collection:iter predicate:lambda", |eval, a| find(eval, &a, None, true).map(Item::Int)),
    ("indexOf", Method, "collection:iter item:any", |eval, a| place_of(eval, &a, false)),
    ("lastIndexOf", Method, "collection:iter item:any", |eval, a| place_of(eval, &a, true)),
    ("len", Both, "collection:iterator", |eval, a| count(eval, &a)),
    ("count", Method, "collection:iter", |eval, a| count(eval, &a)),
    ("sum", Method, "collection:iter initial:any=none", |eval, a| fold(eval, &a, "#operator_+")),
    ("max", Method, "collection:iter initial:any=none", |eval, a| fold(eval, &a, "max")),
    ("min", Method, "collection:iter initial:any=none", |eval, a| fold(eval, &a, "min")),
    ("aggregate reduce", Method, "collection:iter selector:lambda seed:any=none", |eval, a| {
        let selector = a.wanted(1)?;
        reduce(eval, &a.item(0), a.given(2), |eval, total, item| eval.apply(&selector, &[total, item]))
    }),
    ("accumulate", Method, "collection:iter selector:lambda seed:any=none", accumulate),
    ("groupBy", Method, "collection:iter keySelector:lambda valueSelector:lambda=none aggregator:lambda=none", group),
    ("join", Method, "collection1:iter collection2:iter predicate:lambda selector:lambda", join),
    ("first", Method, "collection:iter default:any=none", |eval, a| {
        let first = eval.cursor(&a.item(0))?.next(eval)?;
        first.or(a.given(1)).ok_or_else(|| Error::stop(""))
    }),
    ("single", Method, "collection:iter", |eval, a| {
        let mut source = eval.cursor(&a.item(0))?;
        let first = source.next(eval)?.ok_or_else(|| Error::stop(""))?;
        match source.next(eval)? {
            None => Ok(first),
            Some(_) => Err(Error::stop("Collection contains more than one item")),
        }
    }),
    ("last", Method, "collection:iter default:any=none", |eval, a| {
        let last = eval.all(&a.item(0))?.pop();
        last.or(a.given(1)).ok_or_else(|| Error::stop(""))
    }),
    ("isIterable", Function, "value:any", |_, a| Ok(Item::Bool(a.item(0).is_iterable()))),
];

/// The place of the first (or last) item that the lambda holds for, -1 if there is none; without one any item will do.
fn find<'a>(eval: &mut Eval<'a>, args: &Args<'a>, without: Option<bool>, last: bool) -> Result<i64> {
    let test = args.lambda(1);
    let mut source = eval.cursor(&args.item(0))?;
    let mut found = -1;
    let mut index = 0;
    while let Some(item) = source.next(eval)? {
        let holds = match &test {
            Some(test) => eval.apply(test, &[item])?.truthy(),
            None => without.unwrap_or(false),
        };
        if holds {
            found = index;
            if !last {
                break;
            }
        }
        index += 1;
    }
    Ok(found)
}

fn place_of(eval: &mut Eval<'_>, args: &Args<'_>, last: bool) -> Result<Item> {
    let wanted = args.item(1);
    let mut source = eval.cursor(&args.item(0))?;
    let mut found = -1;
    let mut index = 0;
    while let Some(item) = source.next(eval)? {
        if eval.same(&item, &wanted)? {
            found = index;
            if !last {
                break;
            }
        }
        index += 1;
    }
    Ok(Item::Int(found))
}

fn count(eval: &mut Eval<'_>, args: &Args<'_>) -> Result<Item> {
    Ok(Item::count(eval.all(&args.item(0))?.len()))
}

fn select_many<'a>(eval: &mut Eval<'a>, args: Args<'a>) -> Result<Item> {
    let (mut source, selector) = (eval.cursor(&args.item(0))?, args.wanted(1)?);
    let mut inner: Option<Cursor> = None;
    Ok(eval.lazy(move |eval| {
        loop {
            if let Some(cursor) = &mut inner {
                if let Some(item) = cursor.next(eval)? {
                    return Ok(Some(item));
                }
                inner = None;
            }
            let Some(item) = source.next(eval)? else { return Ok(None) };
            let selected = eval.apply(&selector, &[item])?;
            if !selected.is_iterable() {
                return Ok(Some(selected));
            }
            inner = Some(eval.cursor(&selected)?);
        }
    }))
}

fn distinct<'a>(eval: &mut Eval<'a>, args: Args<'a>) -> Result<Item> {
    let (mut source, selector) = (eval.cursor(&args.item(0))?, args.lambda(1));
    let mut seen = IndexSet::new();
    Ok(eval.lazy(move |eval| {
        while let Some(item) = source.next(eval)? {
            let key = match &selector {
                Some(selector) => eval.apply(selector, std::slice::from_ref(&item))?,
                None => item.clone(),
            };
            if seen.insert(eval.key(key)?) {
                // What Python needs for a set of so many.
                eval.reserve(if seen.len() > 76 { 8408 } else { 2264 })?;
                return Ok(Some(item));
            }
        }
        Ok(None)
    }))
}

/// Folds a collection.
fn reduce<'a>(
    eval: &mut Eval<'a>,
    collection: &Item,
    seed: Option<Item>,
    step: impl Fn(&mut Eval<'a>, Item, Item) -> Result<Item>,
) -> Result<Item> {
    let mut source = eval.cursor(collection)?;
    let mut total = match seed {
        Some(seed) => seed,
        None => {
            let empty = || Error::kind("reduce() of empty iterable with no initial value");
            source.next(eval)?.ok_or_else(empty)?
        }
    };
    while let Some(item) = source.next(eval)? {
        total = step(eval, total, item)?;
    }
    Ok(total)
}

fn fold<'a>(eval: &mut Eval<'a>, args: &Args<'a>, function: &str) -> Result<Item> {
    let context = args.context;
    reduce(eval, &args.item(0), args.given(1), |eval, total, item| {
        eval.call_values(function, vec![total, item], context)
    })
}

fn accumulate<'a>(eval: &mut Eval<'a>, args: Args<'a>) -> Result<Item> {
    let (mut source, selector) = (eval.cursor(&args.item(0))?, args.wanted(1)?);
    let mut seed = args.given(2);
    let mut total: Option<Item> = None;
    Ok(eval.lazy(move |eval| {
        let next = match (total.take(), seed.take()) {
            (None, Some(seed)) => seed,
            (None, None) => {
                source.next(eval)?.ok_or_else(|| Error::kind("accumulate() of empty sequence with no initial value"))?
            }
            (Some(total), _) => match source.next(eval)? {
                Some(item) => eval.apply(&selector, &[total, item])?,
                None => return Ok(None),
            },
        };
        total = Some(next.clone());
        Ok(Some(next))
    }))
}

fn group<'a>(eval: &mut Eval<'a>, args: Args<'a>) -> Result<Item> {
    let (key_of, value_of, aggregator) = (args.wanted(1)?, args.lambda(2), args.lambda(3));
    let mut source = eval.cursor(&args.item(0))?;
    let mut groups: IndexMap<crate::item::Key, Vec<Item>> = IndexMap::new();
    while let Some(item) = source.next(eval)? {
        let value = match &value_of {
            Some(value_of) => eval.apply(value_of, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let key = eval.apply(&key_of, &[item])?;
        let key = eval.key(key)?;
        groups.entry(key).or_default().push(value);
        eval.reserve(super::dict::table_bytes(groups.len()))?;
    }
    let mut groups = groups.into_iter();
    let mut old_style: Option<Error> = None;
    let mut undecided = true;
    Ok(eval.lazy(move |eval| {
        let Some((key, values)) = groups.next() else { return Ok(None) };
        let key = key.item().clone();
        let list = Item::list(values.clone())?;
        let Some(aggregator) = &aggregator else { return Item::tuple(vec![key, list]).map(Some) };
        if old_style.is_none() {
            match eval.apply(aggregator, std::slice::from_ref(&list)) {
                Ok(result) => {
                    undecided &= could_be_pair(eval, &result, &values)?;
                    return Item::tuple(vec![key, result]).map(Some);
                }
                Err(error) if error.code == codes::NO_MATCH || error.class == "IndexError" => old_style = Some(error),
                Err(error) => return Err(error),
            }
        }
        // Older expressions aggregate the pair of key and values.
        let failed = old_style.clone().unwrap_or_else(|| Error::kind("no aggregate"));
        if !undecided {
            return Err(failed);
        }
        let pair = Item::tuple(vec![key, list])?;
        let result = eval.apply(aggregator, &[pair]).map_err(|_| failed.clone())?;
        let two = matches!(&result, Item::List(list) if list.items.len() == 2);
        if two { Ok(Some(result)) } else { Err(failed) }
    }))
}

/// Whether an aggregate of values may be meant as a pair of key and aggregate.
fn could_be_pair(eval: &mut Eval<'_>, result: &Item, values: &[Item]) -> Result<bool> {
    let [first, _] = values else { return Ok(false) };
    match result {
        Item::List(list) if matches!(list.kind, ListKind::Tuple | ListKind::List) => match list.items.as_slice() {
            [key, _] => eval.same(key, first),
            _ => Ok(false),
        },
        _ => Ok(false),
    }
}

fn join<'a>(eval: &mut Eval<'a>, args: Args<'a>) -> Result<Item> {
    let (test, selector) = (args.wanted(2)?, args.wanted(3)?);
    let second = eval.memorized(args.item(1))?;
    let mut outer = eval.cursor(&args.item(0))?;
    let mut current: Option<(Item, Cursor)> = None;
    Ok(eval.lazy(move |eval| {
        loop {
            let (left, inner) = match &mut current {
                Some(current) => current,
                None => match outer.next(eval)? {
                    Some(item) => {
                        let inner = eval.cursor(&second)?;
                        current.insert((item, inner))
                    }
                    None => return Ok(None),
                },
            };
            let Some(right) = inner.next(eval)? else {
                current = None;
                continue;
            };
            let pair = [left.clone(), right];
            if eval.apply(&test, &pair)?.truthy() {
                return eval.apply(&selector, &pair).map(Some);
            }
        }
    }))
}
