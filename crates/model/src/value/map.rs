//! The mapping of values: ordered, with text keys nearly always and any other scalar when a YAML document has one.

use super::Value;
use indexmap::{Equivalent, IndexMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Text: all that JSON knows.
    Str(Arc<str>),
    /// A whole number, a truth value, a float (by its text) or null of a YAML mapping: its type's Python name and its text.
    Other(&'static str, Arc<str>),
}

impl Key {
    /// The key as text; `1` for the number 1.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Str(text) | Self::Other(_, text) => text,
        }
    }

    /// Whether it is a text key.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Str(_))
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // As `str` hashes, so that `get(&str)` finds text keys; a clash with another kind of key is only a clash.
        self.as_str().hash(state);
    }
}

impl Equivalent<Key> for str {
    fn equivalent(&self, key: &Key) -> bool {
        matches!(key, Key::Str(text) if **text == *self)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Str(text.into())
    }
}
impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Str(text.into())
    }
}
impl From<Arc<str>> for Key {
    fn from(text: Arc<str>) -> Self {
        Self::Str(text)
    }
}

/// An ordered mapping. Equality does not depend on the order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map(IndexMap<Key, Value>);

impl Map {
    /// An empty mapping.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value at a text key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// The value at any key.
    pub fn at(&self, key: &Key) -> Option<&Value> {
        self.0.get(key)
    }

    /// The value at a text key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.0.get_mut(key)
    }

    /// Whether a text key is there.
    pub fn contains_key(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Puts a value at a key, keeping the place of a key that is there already.
    pub fn insert(&mut self, key: impl Into<Key>, value: Value) -> Option<Value> {
        self.0.insert(key.into(), value)
    }

    /// Takes out a text key, keeping the order of the rest.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.0.shift_remove(key)
    }

    /// How many entries.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> indexmap::map::Iter<'_, Key, Value> {
        self.0.iter()
    }

    /// The keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.keys()
    }

    /// The values in order, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.0.values_mut()
    }

    /// The values in order.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.values()
    }
}

impl FromIterator<(Key, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (Key, Value)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl IntoIterator for Map {
    type Item = (Key, Value);
    type IntoIter = indexmap::map::IntoIter<Key, Value>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a Key, &'a Value);
    type IntoIter = indexmap::map::Iter<'a, Key, Value>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
