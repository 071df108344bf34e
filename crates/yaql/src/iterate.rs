//! Lazy sequences: made one item at a time, only as far as somebody asks.

use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::{Item, List, Set};
use std::rc::Rc;

/// Makes the next item.
pub(crate) type Make<'a> = Box<dyn FnMut(&mut Eval<'a>) -> Result<Option<Item>> + 'a>;

pub(crate) enum Slot<'a> {
    Ready(Make<'a>),
    Busy,
    Done,
}

/// What a remembering iterator has seen.
pub(crate) struct Memo {
    source: Option<Cursor>,
    seen: Vec<Item>,
}

/// A place in something that can be gone through.
#[derive(Clone)]
pub(crate) enum Cursor {
    List(Rc<List>, usize),
    Set(Rc<Set>, usize),
    Iter(usize),
    Memo(usize, usize),
}

impl Cursor {
    pub(crate) fn next(&mut self, eval: &mut Eval<'_>) -> Result<Option<Item>> {
        eval.step(1)?;
        Ok(match self {
            Cursor::List(list, index) => {
                *index += 1;
                list.items.get(*index - 1).cloned()
            }
            Cursor::Set(set, index) => {
                *index += 1;
                set.items.get_index(*index - 1).map(|key| key.item().clone())
            }
            Cursor::Iter(id) => eval.advance(*id)?,
            Cursor::Memo(id, index) => {
                let item = eval.remembered(*id, *index)?;
                *index += 1;
                item
            }
        })
    }
}

impl<'a> Eval<'a> {
    /// A lazy sequence of what `make` makes.
    pub(crate) fn lazy(&mut self, make: impl FnMut(&mut Eval<'a>) -> Result<Option<Item>> + 'a) -> Item {
        self.iterators.push(Slot::Ready(Box::new(make)));
        Item::Iter(self.iterators.len() - 1)
    }

    fn advance(&mut self, id: usize) -> Result<Option<Item>> {
        let Some(slot) = self.iterators.get_mut(id) else { return Ok(None) };
        let mut make = match std::mem::replace(slot, Slot::Busy) {
            Slot::Ready(make) => make,
            Slot::Busy => return Err(Error::value("generator already executing")),
            Slot::Done => {
                *slot = Slot::Done;
                return Ok(None);
            }
        };
        let made = self.deeper(|eval| make(eval));
        if let Some(slot) = self.iterators.get_mut(id) {
            *slot = if matches!(made, Ok(Some(_))) { Slot::Ready(make) } else { Slot::Done };
        }
        made
    }

    /// The start of a collection.
    pub(crate) fn cursor(&mut self, item: &Item) -> Result<Cursor> {
        match item {
            Item::List(list) => Ok(Cursor::List(list.clone(), 0)),
            Item::Set(set) => Ok(Cursor::Set(set.clone(), 0)),
            Item::Dict(dict) => {
                let Item::Set(keys) = Item::set(dict.entries.keys().cloned().collect(), true)? else {
                    return Err(Error::kind("a set of keys is a set"));
                };
                Ok(Cursor::Set(keys, 0))
            }
            Item::Iter(id) => Ok(Cursor::Iter(*id)),
            Item::Memo(id) => Ok(Cursor::Memo(*id, 0)),
            Item::Order(id) => self.sorted(*id).map(|list| Cursor::List(list, 0)),
            Item::Str(text) => {
                let letters = text.chars().map(|c| Item::str(c.to_string())).collect();
                let Item::List(letters) = Item::tuple(letters)? else {
                    return Err(Error::kind("a tuple is a list"));
                };
                Ok(Cursor::List(letters, 0))
            }
            other => Err(Error::kind(format!("'{}' object is not iterable", other.type_name()))),
        }
    }

    /// A collection as an argument: one that is too long is refused, at once or when its end has not come in time.
    pub(crate) fn limited(&mut self, item: Item) -> Result<Item> {
        let limit = self.limits.iterators;
        let length = match &item {
            Item::List(list) if item.is_sequence() => Some(list.items.len()),
            Item::Set(set) => Some(set.items.len()),
            _ => None,
        };
        match length {
            Some(length) if length > limit => return Err(Error::too_large(limit)),
            Some(_) => return Ok(item),
            None => {}
        }
        let (mut source, mut count) = (None, 0);
        Ok(self.lazy(move |eval| {
            let cursor = match &mut source {
                Some(cursor) => cursor,
                None => source.insert(eval.cursor(&item)?),
            };
            let next = cursor.next(eval)?;
            if next.is_some() && count >= limit {
                return Err(Error::too_large(limit));
            }
            count += 1;
            Ok(next)
        }))
    }

    /// All items of a collection.
    pub(crate) fn all(&mut self, item: &Item) -> Result<Vec<Item>> {
        let mut cursor = self.cursor(item)?;
        let mut items = Vec::new();
        while let Some(item) = cursor.next(self)? {
            items.push(item);
        }
        Ok(items)
    }

    /// An iterator that can be gone through more than once; other collections can anyway.
    pub(crate) fn memorized(&mut self, item: Item) -> Result<Item> {
        if !item.is_iterator() {
            return Ok(item);
        }
        let source = Some(self.cursor(&item)?);
        self.memos.push(Memo { source, seen: Vec::new() });
        Ok(Item::Memo(self.memos.len() - 1))
    }

    fn remembered(&mut self, id: usize, index: usize) -> Result<Option<Item>> {
        let Some(memo) = self.memos.get_mut(id) else { return Ok(None) };
        if let Some(item) = memo.seen.get(index) {
            return Ok(Some(item.clone()));
        }
        let Some(mut source) = memo.source.take() else { return Ok(None) };
        let next = self.deeper(|eval| source.next(eval))?;
        let Some(memo) = self.memos.get_mut(id) else { return Ok(None) };
        memo.source = Some(source);
        memo.seen.extend(next.clone());
        let length = memo.seen.len();
        self.reserve(56 + length * 8)?;
        Ok(next)
    }
}
