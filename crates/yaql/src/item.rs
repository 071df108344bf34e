//! Values while an expression is evaluated: those of templates, and what only Python has: tuples apart from lists, sets, iterators.
//!
//! Lists and mappings know how deep and how heavy they are, so that nothing that walks them runs away. Iterators, contexts and
//! sorted collections are numbers: the evaluation owns them, and dropping one never drops a chain of others.

use crate::error::{Error, Result};
use crate::number;
use fancy_regex::Regex;
use indexmap::{IndexMap, IndexSet};
use model::value::Value;
use num_bigint::BigInt;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(crate) enum Item {
    Null,
    Bool(bool),
    Int(i64),
    Big(Arc<BigInt>),
    Float(f64),
    Str(Arc<str>),
    List(Rc<List>),
    Dict(Rc<Dict>),
    Set(Rc<Set>),
    /// An iterator, which is used up once.
    Iter(usize),
    /// An iterator that remembers.
    Memo(usize),
    /// What `orderBy` gives.
    Order(usize),
    Regex(Rc<Pattern>),
    Context(usize),
    /// `key => value`.
    Rule(Rc<(Item, Item)>),
    /// A point in time: microseconds since 1970, and the zone's offset in seconds.
    Time(i64, i32),
    /// A length of time in microseconds.
    Span(i64),
}

#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) source: Arc<str>,
    /// Letters of the flags it was made with.
    pub(crate) flags: Arc<str>,
    pub(crate) regex: Regex,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListKind {
    Tuple,
    List,
    /// The view of a mapping's values.
    Values,
    /// The view of a mapping's items.
    Items,
}

#[derive(Debug)]
pub(crate) struct List {
    pub(crate) items: Vec<Item>,
    pub(crate) kind: ListKind,
    size: Size,
}

#[derive(Debug)]
pub(crate) struct Dict {
    pub(crate) entries: IndexMap<Key, Item>,
    /// Whether it can be a key itself.
    pub(crate) frozen: bool,
    size: Size,
}

#[derive(Debug)]
pub(crate) struct Set {
    pub(crate) items: IndexSet<Key>,
    /// Whether it is the view of a mapping's keys or items.
    pub(crate) view: bool,
    size: Size,
}

/// How deep a value is, and how many parts a walk through it sees.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    depth: u32,
    weight: u64,
}

const DEPTH: u32 = 150;
const WEIGHT: u64 = 1_000_000;

impl Size {
    fn of<'a>(parts: impl Iterator<Item = &'a Item>) -> Result<Size> {
        let mut size = Size { depth: 1, weight: 1 };
        for part in parts {
            let inner = part.size();
            size.depth = size.depth.max(inner.depth + 1);
            size.weight = size.weight.saturating_add(inner.weight + 1);
        }
        match size {
            Size { depth, .. } if depth > DEPTH => Err(Error::nested()),
            Size { weight, .. } if weight > WEIGHT => Err(Error::quota()),
            size => Ok(size),
        }
    }
}

/// A value that can be a key: equal numbers are one key, whatever their type.
#[derive(Clone, Debug)]
pub(crate) struct Key(Item);

impl Key {
    pub(crate) fn new(item: Item) -> Result<Key> {
        item.check_hashable()?;
        Ok(Key(item))
    }

    pub(crate) fn str(text: &str) -> Key {
        Key(Item::str(text))
    }

    pub(crate) fn item(&self) -> &Item {
        &self.0
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.0.same(&other.0)
    }
}
impl Eq for Key {}
impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.feed(state);
    }
}

impl Item {
    pub(crate) fn str(text: impl Into<Arc<str>>) -> Item {
        Item::Str(text.into())
    }

    pub(crate) fn big(number: BigInt) -> Item {
        i64::try_from(&number).map_or_else(|_| Item::Big(Arc::new(number)), Item::Int)
    }

    pub(crate) fn count(count: usize) -> Item {
        Item::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn sequence(items: Vec<Item>, kind: ListKind) -> Result<Item> {
        let size = Size::of(items.iter())?;
        Ok(Item::List(Rc::new(List { items, kind, size })))
    }

    pub(crate) fn tuple(items: Vec<Item>) -> Result<Item> {
        Self::sequence(items, ListKind::Tuple)
    }

    pub(crate) fn list(items: Vec<Item>) -> Result<Item> {
        Self::sequence(items, ListKind::List)
    }

    pub(crate) fn values(items: Vec<Item>) -> Result<Item> {
        Self::sequence(items, ListKind::Values)
    }

    pub(crate) fn items(items: Vec<Item>) -> Result<Item> {
        Self::sequence(items, ListKind::Items)
    }

    pub(crate) fn dict(entries: IndexMap<Key, Item>, frozen: bool) -> Result<Item> {
        let size = Size::of(entries.iter().flat_map(|(key, value)| [key.item(), value]))?;
        Ok(Item::Dict(Rc::new(Dict { entries, frozen, size })))
    }

    pub(crate) fn set(items: IndexSet<Key>, view: bool) -> Result<Item> {
        let size = Size::of(items.iter().map(Key::item))?;
        Ok(Item::Set(Rc::new(Set { items, view, size })))
    }

    /// What a template's value is here.
    pub(crate) fn from_value(value: &Value) -> Result<Item> {
        Self::read(value, 0)
    }

    fn read(value: &Value, depth: u32) -> Result<Item> {
        if depth > DEPTH {
            return Err(Error::nested());
        }
        Ok(match value {
            Value::Null | Value::Unknown(_) => Item::Null,
            Value::Bool(truth) => Item::Bool(*truth),
            Value::Int(number) => Item::Int(*number),
            Value::Big(number) => Item::Big(number.clone()),
            Value::Float(number) => Item::Float(*number),
            Value::Str(text) => Item::Str(text.clone()),
            Value::List(items) => {
                Item::tuple(items.iter().map(|item| Self::read(item, depth + 1)).collect::<Result<_>>()?)?
            }
            Value::Map(map) => {
                let entry = |(key, value)| Ok((Key(from_key(key)), Self::read(value, depth + 1)?));
                Item::dict(map.iter().map(entry).collect::<Result<_>>()?, true)?
            }
            Value::Secret(inner) => Self::read(inner, depth)?,
        })
    }

    fn size(&self) -> Size {
        match self {
            Item::List(list) => list.size,
            Item::Dict(dict) => dict.size,
            Item::Set(set) => set.size,
            Item::Rule(rule) => {
                let (key, value) = (rule.0.size(), rule.1.size());
                Size { depth: key.depth.max(value.depth) + 1, weight: key.weight.saturating_add(value.weight) }
            }
            Item::Str(text) => Size { depth: 0, weight: text.len() as u64 / 64 },
            _ => Size::default(),
        }
    }

    /// How many parts a walk through it sees.
    pub(crate) fn weight(&self) -> u64 {
        self.size().weight
    }

    pub(crate) fn truthy(&self) -> bool {
        match self {
            Item::Null => false,
            Item::Bool(truth) => *truth,
            Item::Int(number) => *number != 0,
            Item::Float(number) => *number != 0.0,
            Item::Str(text) => !text.is_empty(),
            Item::List(list) => !list.items.is_empty(),
            Item::Dict(dict) => !dict.entries.is_empty(),
            Item::Set(set) => !set.items.is_empty(),
            Item::Span(length) => *length != 0,
            Item::Big(_)
            | Item::Iter(_)
            | Item::Memo(_)
            | Item::Order(_)
            | Item::Regex(_)
            | Item::Context(_)
            | Item::Rule(_)
            | Item::Time(..) => true,
        }
    }

    /// Whether it is text or a collection that nothing else holds.
    pub(crate) fn is_new(&self) -> bool {
        match self {
            Item::Str(text) => Arc::strong_count(text) == 1,
            Item::Big(number) => Arc::strong_count(number) == 1,
            Item::List(list) => Rc::strong_count(list) == 1,
            Item::Dict(dict) => Rc::strong_count(dict) == 1,
            Item::Set(set) => Rc::strong_count(set) == 1,
            _ => false,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Item::Null)
    }

    /// A tuple or a list.
    pub(crate) fn is_sequence(&self) -> bool {
        matches!(self, Item::List(list) if matches!(list.kind, ListKind::Tuple | ListKind::List))
    }

    pub(crate) fn is_iterator(&self) -> bool {
        matches!(self, Item::Iter(_) | Item::Memo(_))
    }

    /// Whatever can be gone through, but texts and mappings.
    pub(crate) fn is_iterable(&self) -> bool {
        matches!(self, Item::List(_) | Item::Set(_) | Item::Order(_)) || self.is_iterator()
    }

    /// Equality as Python has it.
    pub(crate) fn same(&self, other: &Item) -> bool {
        match (self, other) {
            (Item::Null, Item::Null) => true,
            (Item::Str(a), Item::Str(b)) => a == b,
            (Item::List(a), Item::List(b)) => {
                Rc::ptr_eq(a, b)
                    || (a.kind == b.kind
                        && a.kind != ListKind::Values
                        && a.kind != ListKind::Items
                        && a.items.len() == b.items.len()
                        && a.items.iter().zip(&b.items).all(|(a, b)| a.same(b)))
            }
            (Item::Dict(a), Item::Dict(b)) => {
                a.entries.len() == b.entries.len()
                    && a.entries.iter().all(|(key, value)| b.entries.get(key).is_some_and(|other| value.same(other)))
            }
            (Item::Set(a), Item::Set(b)) => {
                a.items.len() == b.items.len() && a.items.iter().all(|key| b.items.contains(key))
            }
            (Item::Iter(a), Item::Iter(b))
            | (Item::Memo(a), Item::Memo(b))
            | (Item::Order(a), Item::Order(b))
            | (Item::Context(a), Item::Context(b)) => a == b,
            (Item::Regex(a), Item::Regex(b)) => Rc::ptr_eq(a, b) || (a.source == b.source && a.flags == b.flags),
            (Item::Time(a, _), Item::Time(b, _)) | (Item::Span(a), Item::Span(b)) => a == b,
            _ => number::compare(self, other) == Some(std::cmp::Ordering::Equal),
        }
    }

    fn feed<H: Hasher>(&self, state: &mut H) {
        match self {
            Item::Bool(truth) => i64::from(*truth).hash(state),
            Item::Int(number) => number.hash(state),
            Item::Float(_) => match number::whole(self) {
                Some(Item::Int(number)) => number.hash(state),
                // A whole float beyond 64 bits hashes as a big number does: not by its digits.
                Some(_) | None => 0_u8.hash(state),
            },
            Item::Str(text) => text.hash(state),
            Item::List(list) => list.items.iter().for_each(|item| item.feed(state)),
            Item::Dict(dict) => dict.entries.len().hash(state),
            Item::Set(set) => set.items.len().hash(state),
            Item::Time(at, _) | Item::Span(at) => at.hash(state),
            Item::Iter(id) | Item::Memo(id) | Item::Order(id) | Item::Context(id) => id.hash(state),
            Item::Null | Item::Big(_) | Item::Regex(_) | Item::Rule(_) => 0_u8.hash(state),
        }
    }

    fn check_hashable(&self) -> Result<()> {
        let refused = |kind: &str| Err(Error::kind(format!("unhashable type: '{kind}'")));
        match self {
            Item::List(list) if list.kind == ListKind::List => refused("list"),
            Item::List(list) => list.items.iter().try_for_each(Item::check_hashable),
            Item::Dict(dict) if !dict.frozen => refused("dict"),
            Item::Dict(dict) => dict.entries.values().try_for_each(Item::check_hashable),
            Item::Set(set) if set.view => refused("dict_keys"),
            _ => Ok(()),
        }
    }
}

/// What a template's key is here.
fn from_key(key: &model::value::Key) -> Item {
    match key {
        model::value::Key::Str(text) => Item::Str(text.clone()),
        model::value::Key::Other("int", text) => text.parse().map_or_else(|_| Item::Str(text.clone()), Item::big),
        model::value::Key::Other("float", text) => text.parse().map_or_else(|_| Item::Str(text.clone()), Item::Float),
        model::value::Key::Other("bool", text) => Item::Bool(&**text == "True" || &**text == "true"),
        model::value::Key::Other("NoneType", _) => Item::Null,
        model::value::Key::Other(_, text) => Item::Str(text.clone()),
    }
}
