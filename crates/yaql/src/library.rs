//! The functions: a table of names, parameters and bodies for each family.

mod branch;
mod dict;
mod list;
mod math;
mod order;
mod query;
mod regex;
mod sequence;
mod set;
mod string;
mod system;
mod time;

use crate::context::Lambda;
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::Item;
use crate::resolve::{Arg, Args};
use crate::signature::Signature;
pub(crate) use order::Order;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;
pub(crate) use time::{property, span_repr, span_text, time_repr, time_text};

/// What a function does.
pub(crate) type Body = for<'a> fn(&mut Eval<'a>, Args<'a>) -> Result<Item>;

/// How a function can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Function,
    Method,
    Both,
}

/// A row of a table: names (several with `|`), ways, parameters, body.
pub(crate) type Row = (&'static str, Way, &'static str, Body);

pub(crate) struct Overload {
    pub(crate) way: Way,
    pub(crate) signature: Signature,
    pub(crate) body: Body,
}

const TABLES: &[&[Row]] = &[
    branch::TABLE,
    dict::TABLE,
    list::TABLE,
    math::TABLE,
    order::TABLE,
    query::TABLE,
    regex::TABLE,
    sequence::TABLE,
    set::TABLE,
    string::TABLE,
    system::TABLE,
    time::TABLE,
];

static LIBRARY: LazyLock<HashMap<&'static str, Vec<Overload>>> = LazyLock::new(|| {
    let mut library: HashMap<&'static str, Vec<Overload>> = HashMap::new();
    for (names, way, signature, body) in TABLES.iter().copied().flatten() {
        for name in names.split_whitespace() {
            let overload = Overload { way: *way, signature: Signature::read(signature), body: *body };
            library.entry(name).or_default().push(overload);
        }
    }
    library
});

/// What a name can mean.
pub(crate) fn all(name: &str) -> impl Iterator<Item = &'static Overload> {
    LIBRARY.get(name).into_iter().flatten()
}

/// All functions, or all methods, of a name.
pub(crate) fn overloads(name: &str, method: bool) -> Vec<&'static Overload> {
    let unwanted = if method { Way::Function } else { Way::Method };
    LIBRARY.get(name).into_iter().flatten().filter(|overload| overload.way != unwanted).collect()
}

/// The names that expressions can call.
pub(crate) fn names() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = LIBRARY.keys().copied().filter(|name| !name.starts_with('#')).collect();
    names.sort_unstable();
    names
}

impl<'a> Args<'a> {
    /// The argument, null if there is none.
    pub(crate) fn item(&self, index: usize) -> Item {
        self.given(index).unwrap_or(Item::Null)
    }

    /// The argument, if there is one.
    pub(crate) fn given(&self, index: usize) -> Option<Item> {
        match self.positional.get(index) {
            Some(Arg::Value(item)) => Some(item.clone()),
            Some(Arg::Absent | Arg::Lambda(_) | Arg::Rule(..)) | None => None,
        }
    }

    /// The text, empty if it is none.
    pub(crate) fn text(&self, index: usize) -> Arc<str> {
        self.optional_text(index).unwrap_or_default()
    }

    pub(crate) fn optional_text(&self, index: usize) -> Option<Arc<str>> {
        match self.positional.get(index) {
            Some(Arg::Value(Item::Str(text))) => Some(text.clone()),
            _ => None,
        }
    }

    pub(crate) fn flag(&self, index: usize) -> bool {
        self.item(index).truthy()
    }

    pub(crate) fn int(&self, index: usize) -> Result<i64> {
        match self.item(index) {
            Item::Int(number) => Ok(number),
            Item::Bool(truth) => Ok(i64::from(truth)),
            Item::Big(_) => Err(Error::failed("OverflowError", "Python int too large to convert to C ssize_t")),
            other => Err(Error::kind(format!("'{}' object cannot be interpreted as an integer", other.type_name()))),
        }
    }

    pub(crate) fn lambda(&self, index: usize) -> Option<Lambda<'a>> {
        match self.positional.get(index) {
            Some(Arg::Lambda(lambda)) => Some(lambda.clone()),
            _ => None,
        }
    }

    /// The lambda that the parameters promise.
    pub(crate) fn wanted(&self, index: usize) -> Result<Lambda<'a>> {
        self.lambda(index).ok_or_else(|| Error::kind("'NoneType' object is not callable"))
    }

    /// The further values.
    pub(crate) fn others(&self) -> Vec<Item> {
        let value = |arg: &Arg<'a>| match arg {
            Arg::Value(item) => Some(item.clone()),
            Arg::Absent | Arg::Lambda(_) | Arg::Rule(..) => None,
        };
        self.rest.iter().filter_map(value).collect()
    }

    /// The further lambdas.
    pub(crate) fn lambdas(&self) -> Vec<Lambda<'a>> {
        let lambda = |arg: &Arg<'a>| match arg {
            Arg::Lambda(lambda) => Some(lambda.clone()),
            Arg::Absent | Arg::Value(_) | Arg::Rule(..) => None,
        };
        self.rest.iter().filter_map(lambda).collect()
    }
}
