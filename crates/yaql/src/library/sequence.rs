//! Sequences: parts of collections, several side by side, and endless ones.

use super::list::{chain, far};
use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::Item;
use crate::number::{Operation, calculate};
use crate::resolve::Args;
use std::collections::VecDeque;

pub(super) const TABLE: &[Row] = &[
    ("limit take", Method, "collection:iter count:int", |eval, a| {
        let mut left = bound(&a, 1)?;
        let mut source = eval.cursor(&a.item(0))?;
        Ok(eval.lazy(move |eval| {
            if left == 0 {
                return Ok(None);
            }
            left -= 1;
            source.next(eval)
        }))
    }),
    ("skip", Method, "collection:iter count:int", |eval, a| {
        let mut left = bound(&a, 1)?;
        let mut source = eval.cursor(&a.item(0))?;
        Ok(eval.lazy(move |eval| {
            while left > 0 {
                left -= 1;
                if source.next(eval)?.is_none() {
                    return Ok(None);
                }
            }
            source.next(eval)
        }))
    }),
    ("append", Both, "collection:iter *args:any", |eval, a| {
        let more = Item::tuple(a.others())?;
        chain(eval, vec![a.item(0), more])
    }),
    ("concat", Both, "*collections:iter", |eval, a| chain(eval, a.others())),
    ("enumerate", Both, "collection:iter start:int?=0", |eval, a| {
        let (mut source, mut index) = (eval.cursor(&a.item(0))?, a.int(1)?);
        Ok(eval.lazy(move |eval| {
            let Some(item) = source.next(eval)? else { return Ok(None) };
            index = index.saturating_add(1);
            Item::list(vec![Item::Int(index - 1), item]).map(Some)
        }))
    }),
    ("memorize", Method, "collection:iter", |eval, a| eval.memorized(a.item(0))),
    ("range", Function, "stop:int", |eval, a| range(eval, 0, a.int(0)?, 1)),
    ("range", Function, "start:int stop:int step:int=1", |eval, a| range(eval, a.int(0)?, a.int(1)?, a.int(2)?)),
    ("sequence", Function, "start:int=0 step:int=1", |eval, a| {
        let (mut next, step) = (a.item(0), a.item(1));
        Ok(eval.lazy(move |_| {
            let after = calculate(Operation::Add, &next, &step)?;
            Ok(Some(std::mem::replace(&mut next, after)))
        }))
    }),
    ("repeat", Method, "value:any times:int=-1", |eval, a| {
        let (value, mut left) = (a.item(0), a.int(1)?);
        Ok(eval.lazy(move |_| {
            if left == 0 {
                return Ok(None);
            }
            left = if left < 0 { left } else { left - 1 };
            Ok(Some(value.clone()))
        }))
    }),
    ("cycle", Method, "collection:iter", |eval, a| {
        let mut source = eval.cursor(&a.item(0))?;
        let (mut seen, mut place, mut ended) = (Vec::new(), 0, false);
        Ok(eval.lazy(move |eval| {
            if !ended {
                if let Some(item) = source.next(eval)? {
                    seen.push(item.clone());
                    return Ok(Some(item));
                }
                ended = true;
            }
            place = if place >= seen.len() { 1 } else { place + 1 };
            Ok(seen.get(place - 1).cloned())
        }))
    }),
    ("takeWhile", Method, "collection:iter predicate:lambda", |eval, a| {
        let (mut source, test) = (eval.cursor(&a.item(0))?, a.wanted(1)?);
        Ok(eval.lazy(move |eval| match source.next(eval)? {
            Some(item) => Ok(eval.apply(&test, std::slice::from_ref(&item))?.truthy().then_some(item)),
            None => Ok(None),
        }))
    }),
    ("skipWhile", Method, "collection:iter predicate:lambda", |eval, a| {
        let (mut source, test) = (eval.cursor(&a.item(0))?, a.wanted(1)?);
        let mut skipping = true;
        Ok(eval.lazy(move |eval| {
            while let Some(item) = source.next(eval)? {
                skipping = skipping && eval.apply(&test, std::slice::from_ref(&item))?.truthy();
                if !skipping {
                    return Ok(Some(item));
                }
            }
            Ok(None)
        }))
    }),
    ("zip", Method, "*collections:iter", |eval, a| zip(eval, &a, None)),
    ("zipLongest", Method, "*collections:iter **kwargs:any", |eval, a| {
        let fill = a.keywords.iter().find(|(name, _)| &**name == "default").map_or(Item::Null, |(_, v)| v.clone());
        zip(eval, &a, Some(fill))
    }),
    ("slice", Method, "collection:iter length:int", |eval, a| {
        let mut source = eval.cursor(&a.item(0))?;
        Ok(eval.lazy(move |eval| {
            let length = bound(&a, 1)?;
            let mut items = Vec::new();
            while items.len() < length {
                let Some(item) = source.next(eval)? else { break };
                items.push(item);
            }
            if items.is_empty() { Ok(None) } else { Item::tuple(items).map(Some) }
        }))
    }),
    ("splitWhere", Method, "collection:iter predicate:lambda", |eval, a| split(eval, &a, true)),
    ("sliceWhere", Method, "collection:iter predicate:lambda", |eval, a| split(eval, &a, false)),
    ("splitAt", Method, "collection:iter index:int", |eval, a| {
        let mut items = eval.all(&a.item(0))?;
        let index = a.int(1)?;
        let place = if index < 0 { items.len().saturating_sub(far(index)) } else { far(index).min(items.len()) };
        let rest = items.split_off(place);
        Item::list(vec![Item::tuple(items)?, Item::tuple(rest)?])
    }),
    ("reverse", Method, "collection:iter", |eval, a| {
        let mut items = eval.all(&a.item(0))?;
        Ok(eval.lazy(move |_| Ok(items.pop())))
    }),
    ("defaultIfEmpty", Method, "collection:iter default:iter", |eval, a| {
        let collection = eval.memorized(a.item(0))?;
        let first = eval.cursor(&collection)?.next(eval)?;
        Ok(if first.is_some() { collection } else { a.item(1) })
    }),
    (
        "generate",
        Function,
        "initial:any predicate:lambda producer:lambda selector:lambda=none decycle:bool=false",
        generate,
    ),
    (
        "generateMany",
        Function,
        "initial:any producer:lambda selector:lambda=none decycle:bool=false depthFirst:bool=false",
        generate_many,
    ),
];

/// A count for `islice`.
fn bound(args: &Args<'_>, index: usize) -> Result<usize> {
    usize::try_from(args.int(index)?)
        .map_err(|_| Error::value("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."))
}

fn range(eval: &mut Eval<'_>, start: i64, stop: i64, step: i64) -> Result<Item> {
    if step == 0 {
        return Err(Error::value("range() arg 3 must not be zero"));
    }
    let mut next = Some(start);
    Ok(eval.lazy(move |_| {
        let Some(number) = next.filter(|number| if step > 0 { *number < stop } else { *number > stop }) else {
            return Ok(None);
        };
        next = number.checked_add(step);
        Ok(Some(Item::Int(number)))
    }))
}

/// The collections side by side, up to the end of the shortest, or of the longest if there is something to fill up with.
fn zip<'a>(eval: &mut Eval<'a>, args: &Args<'a>, fill: Option<Item>) -> Result<Item> {
    let mut sources = Vec::new();
    for item in args.others() {
        sources.push(eval.cursor(&item)?);
    }
    Ok(eval.lazy(move |eval| {
        let mut items = Vec::new();
        let mut some = false;
        for source in &mut sources {
            match (source.next(eval)?, &fill) {
                (Some(item), _) => {
                    some = true;
                    items.push(item);
                }
                (None, Some(fill)) => items.push(fill.clone()),
                (None, None) => return Ok(None),
            }
        }
        if some { Item::tuple(items).map(Some) } else { Ok(None) }
    }))
}

/// Parts of a collection: between the items that the lambda holds for, or wherever what it says changes.
fn split<'a>(eval: &mut Eval<'a>, args: &Args<'a>, between: bool) -> Result<Item> {
    let test = args.wanted(1)?;
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut before: Option<Item> = None;
    for item in eval.all(&args.item(0))? {
        let said = eval.apply(&test, std::slice::from_ref(&item))?;
        if between && said.truthy() {
            parts.push(Item::tuple(std::mem::take(&mut part))?);
            continue;
        }
        if let Some(before) = before.filter(|_| !between)
            && !eval.same(&before, &said)?
        {
            parts.push(Item::tuple(std::mem::take(&mut part))?);
        }
        before = Some(said);
        part.push(item);
    }
    if !part.is_empty() {
        parts.push(Item::tuple(part)?);
    }
    let mut parts = parts.into_iter();
    Ok(eval.lazy(move |_| Ok(parts.next())))
}

fn generate<'a>(eval: &mut Eval<'a>, args: Args<'a>) -> Result<Item> {
    let (test, producer, selector) = (args.wanted(1)?, args.wanted(2)?, args.lambda(3));
    let mut seen = args.flag(4).then(indexmap::IndexSet::new);
    let mut next = Some(args.item(0));
    let mut last: Option<Item> = None;
    Ok(eval.lazy(move |eval| {
        if let Some(last) = last.take() {
            next = Some(eval.apply(&producer, &[last])?);
        }
        let Some(item) = next.take() else { return Ok(None) };
        if !eval.apply(&test, std::slice::from_ref(&item))?.truthy() {
            return Ok(None);
        }
        if let Some(seen) = &mut seen
            && !seen.insert(eval.key(item.clone())?)
        {
            return Ok(None);
        }
        last = Some(item.clone());
        match &selector {
            Some(selector) => eval.apply(selector, &[item]).map(Some),
            None => Ok(Some(item)),
        }
    }))
}

fn generate_many<'a>(eval: &mut Eval<'a>, args: Args<'a>) -> Result<Item> {
    let (producer, selector, depth_first) = (args.wanted(1)?, args.lambda(2), args.flag(4));
    let mut seen = args.flag(3).then(indexmap::IndexSet::new);
    let mut queue = VecDeque::from([args.item(0)]);
    let mut last: Option<Item> = None;
    Ok(eval.lazy(move |eval| {
        loop {
            if let Some(last) = last.take() {
                let produced = eval.apply(&producer, &[last])?;
                let produced = eval.all(&produced)?;
                if depth_first {
                    produced.into_iter().rev().for_each(|item| queue.push_front(item));
                } else {
                    queue.extend(produced);
                }
                eval.reserve(queue.len() * 8 + 600)?;
            }
            let Some(item) = queue.pop_front() else { return Ok(None) };
            if let Some(seen) = &mut seen
                && !seen.insert(eval.key(item.clone())?)
            {
                continue;
            }
            last = Some(item.clone());
            return match &selector {
                Some(selector) => eval.apply(selector, &[item]).map(Some),
                None => Ok(Some(item)),
            };
        }
    }))
}
