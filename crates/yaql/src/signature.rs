//! What the parameters of a function are, written as a line of text: `collection:iter count:int=1 *rest:any`.
//!
//! A type with `?` takes null as well. Defaults are `null`, a number, a truth value, or `none` for "not given".

use crate::item::Item;
use crate::parser::{Kind, Node};
use crate::resolve::Given;
use model::value::Value;

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Any,
    Null,
    Str,
    Bool,
    Int,
    /// An int that is no truth value.
    Whole,
    Num,
    Iter,
    Iterator,
    Seq,
    Dict,
    Set,
    /// Iterable but no set.
    NoSet,
    Regex,
    Order,
    Time,
    Span,
    /// An evaluated `key => value`.
    Pair,
    /// An expression, for later.
    Lambda,
    /// A `key => value` for later.
    Rule,
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) kind: Type,
    pub(crate) nullable: bool,
    pub(crate) default: Option<Default>,
}

#[derive(Clone, Debug)]
pub(crate) enum Default {
    Absent,
    Value(Value),
}

#[derive(Clone, Debug, std::default::Default)]
pub(crate) struct Signature {
    pub(crate) positional: Vec<Parameter>,
    pub(crate) rest: Option<Parameter>,
    /// Takes any keyword.
    pub(crate) keywords: Option<Parameter>,
    /// `key => value` is an argument like others.
    pub(crate) no_keywords: bool,
}

impl Type {
    fn read(name: &str) -> Type {
        match name {
            "null" => Type::Null,
            "str" => Type::Str,
            "bool" => Type::Bool,
            "int" => Type::Int,
            "whole" => Type::Whole,
            "num" => Type::Num,
            "iter" => Type::Iter,
            "iterator" => Type::Iterator,
            "seq" => Type::Seq,
            "dict" => Type::Dict,
            "set" => Type::Set,
            "noset" => Type::NoSet,
            "regex" => Type::Regex,
            "order" => Type::Order,
            "time" => Type::Time,
            "span" => Type::Span,
            "pair" => Type::Pair,
            "lambda" => Type::Lambda,
            "rule" => Type::Rule,
            _ => Type::Any,
        }
    }

    pub(crate) fn is_lazy(self) -> bool {
        matches!(self, Type::Lambda | Type::Rule)
    }

    fn takes(self, item: &Item) -> bool {
        match self {
            Type::Any | Type::Lambda => true,
            Type::Null => false,
            Type::Str => matches!(item, Item::Str(_)),
            Type::Bool => matches!(item, Item::Bool(_)),
            Type::Int => matches!(item, Item::Int(_) | Item::Big(_) | Item::Bool(_)),
            Type::Whole => matches!(item, Item::Int(_) | Item::Big(_)),
            Type::Num => matches!(item, Item::Int(_) | Item::Big(_) | Item::Float(_)),
            Type::Iter => item.is_iterable(),
            Type::Iterator => item.is_iterator(),
            Type::Seq => item.is_sequence(),
            Type::Dict => matches!(item, Item::Dict(_)),
            Type::Set => matches!(item, Item::Set(_)),
            Type::NoSet => item.is_iterable() && !matches!(item, Item::Set(_)),
            Type::Regex => matches!(item, Item::Regex(_)),
            Type::Order => matches!(item, Item::Order(_)),
            Type::Time => matches!(item, Item::Time(..)),
            Type::Span => matches!(item, Item::Span(_)),
            Type::Pair => matches!(item, Item::Rule(_)),
            Type::Rule => false,
        }
    }

    /// Whether every value of this type is one of the other, and not the other way round.
    pub(crate) fn narrower_than(self, other: Type) -> bool {
        let iterable = |kind| matches!(kind, Type::Iter | Type::NoSet);
        match (self, other) {
            (Type::Lambda | Type::Rule | Type::Num, _) | (_, Type::Lambda | Type::Rule | Type::Num) => false,
            (Type::Any, Type::Any) => false,
            (_, Type::Any) => true,
            (Type::Seq | Type::Set | Type::Iterator | Type::Dict | Type::Order, other) => iterable(other),
            (Type::Bool, Type::Int) => true,
            _ => false,
        }
    }
}

impl Parameter {
    fn read(text: &'static str) -> Parameter {
        let (name, rest) = text.split_once(':').unwrap_or((text, "any"));
        let (kind, default) = match rest.split_once('=') {
            Some((kind, default)) => (kind, Some(Default::read(default))),
            None => (rest, None),
        };
        let kind_name = kind.trim_end_matches('?');
        let nullable = kind.ends_with('?') || matches!(kind_name, "any" | "lambda" | "null");
        Parameter { name, kind: Type::read(kind_name), nullable, default }
    }

    /// The name, and what it is if nothing is given.
    pub(crate) fn shown(&self) -> String {
        match &self.default {
            None => self.name.to_owned(),
            Some(Default::Absent) => format!("[{}]", self.name),
            Some(Default::Value(value)) => format!("{} = {}", self.name, value.to_json()),
        }
    }

    /// Whether it takes the argument, as far as that is known.
    pub(crate) fn takes(&self, given: &Given<'_>) -> bool {
        match given {
            Given::Value(item) => self.takes_item(item),
            Given::Node(Node { kind: Kind::Constant(value), .. }) => self.takes_constant(value),
            Given::Node(Node { kind: Kind::Keyword(_), .. }) => {
                matches!(self.kind, Type::Any | Type::Str | Type::Lambda)
            }
            Given::Node(Node { kind: Kind::Rule(_), .. }) => true,
            Given::Node(_) => self.kind != Type::Rule,
            Given::Omitted => true,
        }
    }

    fn takes_constant(&self, value: &Value) -> bool {
        match self.kind {
            Type::Lambda => true,
            Type::Rule => false,
            _ => Item::from_value(value).is_ok_and(|item| self.takes_item(&item)),
        }
    }

    fn takes_item(&self, item: &Item) -> bool {
        if item.is_null() { self.nullable } else { self.kind.takes(item) }
    }
}

impl Default {
    fn read(text: &'static str) -> Default {
        Default::Value(match text {
            "none" => return Default::Absent,
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            other => match other.parse() {
                Ok(number) => Value::Int(number),
                Err(_) => Value::str(other.replace('_', " ")),
            },
        })
    }
}

impl Signature {
    pub(crate) fn read(text: &'static str) -> Signature {
        let mut signature = Signature::default();
        for part in text.split_whitespace() {
            if part == "!" {
                signature.no_keywords = true;
            } else if let Some(rest) = part.strip_prefix("**") {
                signature.keywords = Some(Parameter::read(rest));
            } else if let Some(rest) = part.strip_prefix('*') {
                signature.rest = Some(Parameter::read(rest));
            } else {
                signature.positional.push(Parameter::read(part));
            }
        }
        signature
    }
}
