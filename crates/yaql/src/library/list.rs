//! Lists: making, joining, changing.

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::{Item, ListKind};
use crate::resolve::Args;

pub(super) const TABLE: &[Row] = &[
    ("list", Function, "*args:any", |eval, a| {
        let items = unrolled(eval, a.others())?;
        eval.reserve(items.len().saturating_mul(8))?;
        Item::tuple(items)
    }),
    ("#list", Function, "*args:any", |_, a| Item::tuple(a.others())),
    ("toList", Method, "collection:iter", to_list),
    ("flatten", Method, "collection:iter", |eval, a| {
        let mut stack = vec![eval.cursor(&a.item(0))?];
        Ok(eval.lazy(move |eval| {
            while let Some(top) = stack.last_mut() {
                match top.next(eval)? {
                    Some(item) if item.is_iterable() => {
                        let inner = eval.cursor(&item)?;
                        stack.push(inner);
                    }
                    Some(item) => return Ok(Some(item)),
                    None => drop(stack.pop()),
                }
            }
            Ok(None)
        }))
    }),
    ("#indexer", Function, "list:seq index:int", |_, a| {
        let Item::List(list) = a.item(0) else { return Ok(Item::Null) };
        let index = match a.item(1) {
            Item::Big(_) => return Err(Error::failed("IndexError", "cannot fit 'int' into an index-sized integer")),
            _ => a.int(1)?,
        };
        let place = if index < 0 { list.items.len().checked_sub(far(index)) } else { usize::try_from(index).ok() };
        let name = a.item(0).type_name();
        place
            .and_then(|place| list.items.get(place))
            .cloned()
            .ok_or_else(|| Error::failed("IndexError", format!("{name} index out of range")))
    }),
    ("#operator_in", Function, "value:any collection:iter", |eval, a| contains(eval, &a.item(1), &a.item(0))),
    ("contains", Method, "collection:iter value:any", |eval, a| contains(eval, &a.item(0), &a.item(1))),
    ("#operator_+", Function, "left:iter right:iter", join),
    ("#operator_*", Function, "left:seq right:int", |eval, a| times(eval, &a.item(0), a.int(1)?)),
    ("#operator_*", Function, "left:int right:seq", |eval, a| times(eval, &a.item(1), a.int(0)?)),
    ("isList", Function, "arg:any", |_, a| Ok(Item::Bool(a.item(0).is_sequence()))),
    ("len", Both, "sequence:seq", |eval, a| Ok(Item::count(eval.all(&a.item(0))?.len()))),
    ("delete", Method, "collection:iter position:int count:int=1", |eval, a| cut(eval, &a, 1, 2, None)),
    ("replace", Method, "collection:iter position:int value:any count:int=1", |eval, a| {
        let value = Item::tuple(vec![a.item(2)])?;
        cut(eval, &a, 1, 3, Some(value))
    }),
    ("replaceMany", Method, "collection:iter position:int values:iter count:int=1", |eval, a| {
        let values = a.item(2);
        cut(eval, &a, 1, 3, Some(values))
    }),
    ("insert", Method, "collection:noset position:int value:any", |eval, a| {
        let value = Item::tuple(vec![a.item(2)])?;
        insert(eval, &a, value, false)
    }),
    ("insert", Method, "collection:seq position:int value:any", |eval, a| {
        let mut items = eval.all(&a.item(0))?;
        let index = a.int(1)?;
        let place = if index < 0 { items.len().saturating_sub(far(index)) } else { far(index).min(items.len()) };
        items.insert(place, a.item(2));
        Item::list(items)
    }),
    ("insertMany", Method, "collection:iter position:int values:iter", |eval, a| insert(eval, &a, a.item(2), true)),
];

/// How far a place is from the start or, negative, from the end.
pub(super) fn far(index: i64) -> usize {
    usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX)
}

/// The items with iterators among them replaced by what they give.
pub(super) fn unrolled(eval: &mut Eval<'_>, items: Vec<Item>) -> Result<Vec<Item>> {
    let mut found = Vec::new();
    for item in items {
        if item.is_iterator() {
            let inner = eval.all(&item)?;
            found.extend(eval.deeper(|eval| unrolled(eval, inner))?);
        } else {
            found.push(item);
        }
        eval.reserve(found.len().saturating_mul(8))?;
    }
    Ok(found)
}

/// A tuple of all items.
pub(super) fn to_list(eval: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    match args.item(0) {
        Item::List(list) if list.kind == ListKind::Tuple => Ok(Item::List(list)),
        other => Item::tuple(eval.all(&other)?),
    }
}

fn contains(eval: &mut Eval<'_>, collection: &Item, value: &Item) -> Result<Item> {
    let mut source = eval.cursor(collection)?;
    while let Some(item) = source.next(eval)? {
        if eval.same(&item, value)? {
            return Ok(Item::Bool(true));
        }
    }
    Ok(Item::Bool(false))
}

fn join(eval: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    let (left, right) = (args.item(0), args.item(1));
    match (&left, &right) {
        (Item::List(a), Item::List(b)) if a.kind == ListKind::Tuple && b.kind == ListKind::Tuple => {
            eval.reserve((a.items.len() + b.items.len()) * 8 + 80)?;
            Item::tuple(a.items.iter().chain(&b.items).cloned().collect())
        }
        (Item::Set(a), Item::Set(b)) if !a.view && !b.view => {
            Item::set(a.items.iter().chain(&b.items).cloned().collect(), false)
        }
        _ => chain(eval, vec![left, right]),
    }
}

/// One collection after the other.
pub(super) fn chain(eval: &mut Eval<'_>, collections: Vec<Item>) -> Result<Item> {
    let mut collections = collections.into_iter();
    let mut current = None;
    Ok(eval.lazy(move |eval| {
        loop {
            let mut cursor = match current.take() {
                Some(cursor) => cursor,
                None => match collections.next() {
                    Some(next) => eval.cursor(&next)?,
                    None => return Ok(None),
                },
            };
            if let Some(item) = cursor.next(eval)? {
                current = Some(cursor);
                return Ok(Some(item));
            }
        }
    }))
}

fn times(eval: &mut Eval<'_>, list: &Item, count: i64) -> Result<Item> {
    let items = eval.all(list)?;
    let count = usize::try_from(count).unwrap_or(0);
    eval.reserve(count.saturating_mul(list.bytes().saturating_sub(56)))?;
    eval.step(count as u64)?;
    let repeated = std::iter::repeat_n(items, count).flatten().collect();
    match list {
        Item::List(list) if list.kind == ListKind::List => Item::list(repeated),
        _ => Item::tuple(repeated),
    }
}

/// The collection without `count` items at `position` (all that follow if negative), perhaps with others in their place.
fn cut<'a>(eval: &mut Eval<'a>, args: &Args<'a>, at: usize, count: usize, mut instead: Option<Item>) -> Result<Item> {
    let (position, count) = (args.int(at)?, args.int(count)?);
    let mut source = eval.cursor(&args.item(0))?;
    let mut inner: Option<crate::iterate::Cursor> = None;
    let mut index = -1;
    Ok(eval.lazy(move |eval| {
        loop {
            if let Some(cursor) = &mut inner {
                if let Some(item) = cursor.next(eval)? {
                    return Ok(Some(item));
                }
                inner = None;
            }
            let Some(item) = source.next(eval)? else { return Ok(None) };
            index += 1;
            if index < position || (count >= 0 && index >= position.saturating_add(count)) {
                return Ok(Some(item));
            }
            if let Some(values) = instead.take() {
                inner = Some(eval.cursor(&values)?);
            }
        }
    }))
}

/// The collection with `values` before the item at `position`, or at the end.
fn insert<'a>(eval: &mut Eval<'a>, args: &Args<'a>, values: Item, before_all: bool) -> Result<Item> {
    let position = args.int(1)?;
    let mut values = Some(values);
    let mut source = eval.cursor(&args.item(0))?;
    let mut held: Option<Item> = None;
    let mut inner: Option<crate::iterate::Cursor> = None;
    let mut index = -1;
    let mut started = false;
    Ok(eval.lazy(move |eval| {
        loop {
            if let Some(cursor) = &mut inner {
                if let Some(item) = cursor.next(eval)? {
                    return Ok(Some(item));
                }
                inner = None;
            }
            if let Some(item) = held.take() {
                return Ok(Some(item));
            }
            let first = !std::mem::replace(&mut started, true);
            if first && before_all && position < 0 {
                if let Some(values) = values.take() {
                    inner = Some(eval.cursor(&values)?);
                }
                continue;
            }
            match source.next(eval)? {
                Some(item) => {
                    index += 1;
                    held = Some(item);
                    if index == position
                        && let Some(values) = values.take()
                    {
                        inner = Some(eval.cursor(&values)?);
                    }
                }
                None if position > index => match values.take() {
                    Some(values) => inner = Some(eval.cursor(&values)?),
                    None => return Ok(None),
                },
                None => return Ok(None),
            }
        }
    }))
}
