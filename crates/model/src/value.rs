//! Values of templates: what YAML can say, plus "not known yet" and "secret".
//!
//! Cheap to clone (shared lists and maps). Maps keep their order. Whole numbers have no bound. A [`Value::Unknown`] stands for what
//! only a live resource can tell; a [`Value::Secret`] wraps what must not be shown. The persisted form is in [`codec`], Python's
//! text forms are in [`text`], the structural difference is in [`diff`].

pub mod codec;
pub mod diff;
mod map;
pub mod text;

use crate::path::ResourcePath;
pub use map::{Key, Map};
use num_bigint::BigInt;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A value of a template, a parameter, a property or an attribute.
///
/// Equality is structural and exact: `1` and `1.0` differ, a secret differs from the same value in the open; use
/// [`Value::same`] for the question whether two values mean the same to a cloud.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number that fits.
    Int(i64),
    /// A whole number that does not fit in 64 bits; never one that does.
    Big(Arc<BigInt>),
    /// A floating-point number, also `nan` and the infinities.
    Float(f64),
    /// Text.
    Str(Arc<str>),
    /// A sequence.
    List(Arc<Vec<Value>>),
    /// A mapping, in order.
    Map(Arc<Map>),
    /// Becomes known when its sources have run.
    Unknown(Arc<Unknown>),
    /// A value that must not be shown; never directly holds another secret.
    Secret(Arc<Value>),
}

/// Which attributes of which resources a value waits for.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unknown {
    /// Each resource, with the attribute; an empty attribute is the reference id.
    pub awaits: Vec<(ResourcePath, String)>,
}

impl Value {
    /// The value that resource `path` will have for `attribute` (empty: its reference id).
    pub fn unknown(path: ResourcePath, attribute: &str) -> Self {
        Self::Unknown(Arc::new(Unknown { awaits: vec![(path, attribute.to_owned())] }))
    }

    /// Text.
    pub fn str(text: impl Into<Arc<str>>) -> Self {
        Self::Str(text.into())
    }

    /// A sequence.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::List(Arc::new(items.into_iter().collect()))
    }

    /// A mapping.
    pub fn map<K: Into<Key>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        Self::Map(Arc::new(entries.into_iter().map(|(k, v)| (k.into(), v)).collect()))
    }

    /// A whole number of any size, in its canonical variant.
    pub fn big(number: BigInt) -> Self {
        i64::try_from(&number).map_or_else(|_| Self::Big(Arc::new(number)), Self::Int)
    }

    /// The same, marked secret.
    #[must_use]
    pub fn into_secret(self) -> Self {
        match self {
            Self::Secret(_) => self,
            other => Self::Secret(Arc::new(other)),
        }
    }

    /// The value under a secret mark (only the outermost one).
    pub fn reveal(&self) -> &Value {
        match self {
            Self::Secret(inner) => inner,
            other => other,
        }
    }

    /// The value with every secret mark in it removed.
    #[must_use]
    pub fn reveal_deep(&self) -> Value {
        match self {
            Self::Secret(inner) => inner.reveal_deep(),
            Self::List(items) if self.has_secret() => Self::list(items.iter().map(Value::reveal_deep)),
            Self::Map(map) if self.has_secret() => Self::map(map.iter().map(|(k, v)| (k.clone(), v.reveal_deep()))),
            other => other.clone(),
        }
    }

    /// The value with every secret in it replaced by `******`.
    #[must_use]
    pub fn masked(&self) -> Value {
        match self {
            Self::Secret(_) => Self::str("******"),
            Self::List(items) => Self::list(items.iter().map(Value::masked)),
            Self::Map(map) => Self::map(map.iter().map(|(k, v)| (k.clone(), v.masked()))),
            other => other.clone(),
        }
    }

    /// Whether any part is marked secret.
    pub fn has_secret(&self) -> bool {
        self.any(&|v| matches!(v, Self::Secret(_)))
    }

    /// Whether any part is not known yet.
    pub fn has_unknown(&self) -> bool {
        self.any(&|v| matches!(v, Self::Unknown(_)))
    }

    /// All that any unknown part waits for, without repetition.
    pub fn awaits(&self) -> Vec<(ResourcePath, String)> {
        let mut found = Vec::new();
        self.visit(&mut |value| {
            if let Self::Unknown(unknown) = value {
                for source in &unknown.awaits {
                    if !found.contains(source) {
                        found.push(source.clone());
                    }
                }
            }
        });
        found
    }

    /// The secrets in it, unwrapped, for redaction.
    pub fn secrets(&self) -> Vec<Value> {
        let mut found = Vec::new();
        self.visit(&mut |value| {
            if let Self::Secret(inner) = value {
                found.push((**inner).clone());
            }
        });
        found
    }

    /// Whether both mean the same to a cloud: secret marks do not count, nor the difference of `1` and `1.0`.
    pub fn same(&self, other: &Value) -> bool {
        match (self.reveal(), other.reveal()) {
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.same(b)),
            (Self::Map(a), Self::Map(b)) => {
                a.len() == b.len() && a.iter().all(|(key, value)| b.at(key).is_some_and(|other| value.same(other)))
            }
            #[expect(clippy::cast_precision_loss, reason = "Python compares int and float by value as well")]
            (Self::Int(a), Self::Float(b)) | (Self::Float(b), Self::Int(a)) => *a as f64 == *b,
            (a, b) => a == b,
        }
    }

    /// Text, seen through a secret mark.
    pub fn as_str(&self) -> Option<&str> {
        match self.reveal() {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number that fits, seen through a secret mark.
    pub fn as_int(&self) -> Option<i64> {
        match self.reveal() {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// True or false, seen through a secret mark.
    pub fn as_bool(&self) -> Option<bool> {
        match self.reveal() {
            Self::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// A sequence, seen through a secret mark.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self.reveal() {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// A mapping, seen through a secret mark.
    pub fn as_map(&self) -> Option<&Map> {
        match self.reveal() {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The entry `key` of a mapping.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map().and_then(|map| map.get(key))
    }

    /// Whether it is [`Value::Null`].
    pub fn is_null(&self) -> bool {
        matches!(self.reveal(), Self::Null)
    }

    fn any(&self, test: &dyn Fn(&Value) -> bool) -> bool {
        test(self)
            || match self {
                Self::List(items) => items.iter().any(|v| v.any(test)),
                Self::Map(map) => map.values().any(|v| v.any(test)),
                Self::Secret(inner) => inner.any(test),
                _ => false,
            }
    }

    fn visit(&self, see: &mut dyn FnMut(&Value)) {
        see(self);
        match self {
            Self::List(items) => items.iter().for_each(|v| v.visit(see)),
            Self::Map(map) => map.values().for_each(|v| v.visit(see)),
            Self::Secret(inner) => inner.visit(see),
            _ => {}
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::str(text)
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::str(text)
    }
}
impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}
