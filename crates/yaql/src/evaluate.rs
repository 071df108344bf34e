//! The value of a part of an expression. Which function a call means is in `resolve`.

use crate::codes;
use crate::context::{Body, Context, Lambda};
use crate::error::{Error, Result};
use crate::item::Item;
use crate::iterate::{Memo, Slot};
use crate::library::Order;
use crate::parser::{Expression, Kind, Node};
use crate::resolve::Given;
use crate::{Limits, output};
use model::Timestamp;
use model::value::Value;
use std::sync::Arc;

/// How many evaluations may wait for each other; Python's own limit comes at about this depth.
const DEPTH: u32 = 140;

/// How many bytes one value may have, whatever the limits say.
const ONE: usize = 16 << 20;

/// How many bytes all values may have that an evaluation makes.
const ALL: usize = 32 << 20;

pub(crate) struct Eval<'a> {
    pub(crate) limits: Limits,
    /// What `now()` is.
    pub(crate) now: Timestamp,
    pub(crate) contexts: Vec<Context<'a>>,
    pub(crate) iterators: Vec<Slot<'a>>,
    pub(crate) memos: Vec<Memo>,
    pub(crate) orders: Vec<Order<'a>>,
    /// The names of the first arguments of lambdas: `1`, `2`…
    pub(crate) numbers: Vec<Arc<str>>,
    steps: u64,
    bytes: usize,
    depth: u32,
}

pub(crate) fn run(expression: &Expression, data: &Value, limits: &Limits, now: Timestamp) -> Result<Value> {
    let mut eval = Eval {
        limits: *limits,
        now,
        contexts: vec![Context::default()],
        iterators: Vec::new(),
        memos: Vec::new(),
        orders: Vec::new(),
        numbers: Vec::new(),
        steps: 0,
        bytes: 0,
        depth: 0,
    };
    let data = Item::from_value(&Value::map([("data", data.clone())]))?;
    eval.set(0, "$", data);
    let result = eval.node(&expression.root, 0)?;
    eval.measure(&result)?;
    output::value(&mut eval, &result)
}

impl<'a> Eval<'a> {
    /// Counts `count` operations.
    pub(crate) fn step(&mut self, count: u64) -> Result<()> {
        self.steps = self.steps.saturating_add(count);
        if self.steps > self.limits.steps {
            return Err(Error::new(codes::STEPS, "YaqlException", "Expression takes too many steps"));
        }
        Ok(())
    }

    /// How many operations there were.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
    }

    /// One level deeper.
    pub(crate) fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= DEPTH {
            return Err(Error::nested());
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        result
    }

    /// Refuses a value that is too large.
    pub(crate) fn measure(&self, item: &Item) -> Result<()> {
        self.reserve(item.bytes())
    }

    /// Refuses a value that a function made, if it or all of them together are too large.
    pub(crate) fn made(&mut self, item: &Item) -> Result<()> {
        let bytes = item.bytes();
        self.reserve(bytes)?;
        if item.is_new() {
            self.bytes = self.bytes.saturating_add(bytes);
        }
        if self.bytes > ALL { Err(Error::quota()) } else { Ok(()) }
    }

    /// Refuses to make something so large.
    pub(crate) fn reserve(&self, bytes: usize) -> Result<()> {
        let quota = if self.limits.memory == 0 { ONE } else { self.limits.memory.min(ONE) };
        if bytes > quota { Err(Error::quota()) } else { Ok(()) }
    }

    /// Equality, which costs as much as there is to compare.
    pub(crate) fn same(&mut self, left: &Item, right: &Item) -> Result<bool> {
        self.step(1 + left.weight().min(right.weight()))?;
        Ok(left.same(right))
    }

    /// A key, whose hash costs as much as there is of it.
    pub(crate) fn key(&mut self, item: Item) -> Result<crate::item::Key> {
        self.step(1 + item.weight())?;
        crate::item::Key::new(item)
    }

    /// `str()`, as it costs.
    pub(crate) fn text(&mut self, item: &Item) -> Result<String> {
        self.step(1 + item.weight())?;
        Ok(item.text())
    }

    /// The value of `node`.
    pub(crate) fn node(&mut self, node: &'a Node, context: usize) -> Result<Item> {
        self.step(1)?;
        match &node.kind {
            Kind::Constant(value) => Item::from_value(value),
            Kind::Keyword(word) => Ok(Item::Str(word.clone())),
            Kind::Dollar(name) => Ok(self.get(context, name)),
            Kind::Omitted => Ok(Item::Null),
            Kind::Wrap(inner) => self.node(inner, context),
            Kind::Rule(rule) => {
                let key = self.node(&rule.0, context)?;
                let value = self.node(&rule.1, context)?;
                Ok(Item::Rule(std::rc::Rc::new((key, value))))
            }
            Kind::Call { name, args } => {
                let args = args.iter().map(Given::Node).collect();
                self.deeper(|eval| eval.call(name, None, args, context)).map_err(|e| e.at(node.at))
            }
            Kind::Binary { operator, left, right } => {
                self.deeper(|eval| eval.binary(operator, left, right, context)).map_err(|e| e.at(node.at))
            }
            Kind::Unary { operator, operand } => {
                let name = match *operator {
                    "-" => "#unary_operator_-",
                    "+" => "#unary_operator_+",
                    _ => "#unary_operator_not",
                };
                self.invoke(name, vec![Given::Node(operand)], context, node.at)
            }
            Kind::Index(args) => self.invoke("#indexer", args.iter().map(Given::Node).collect(), context, node.at),
            Kind::List(args) => self.invoke("#list", args.iter().map(Given::Node).collect(), context, node.at),
            Kind::Map(args) => self.invoke("#map", args.iter().map(Given::Node).collect(), context, node.at),
        }
    }

    fn invoke(&mut self, name: &str, args: Vec<Given<'a>>, context: usize, at: usize) -> Result<Item> {
        self.deeper(|eval| eval.call(name, None, args, context)).map_err(|e| e.at(at))
    }

    fn binary(&mut self, operator: &str, left: &'a Node, right: &'a Node, context: usize) -> Result<Item> {
        match operator {
            "." => self.dot(left, right, context),
            "?." => {
                let receiver = self.node(left, context)?;
                if receiver.is_null() { Ok(receiver) } else { self.member(receiver, right, context) }
            }
            "and" | "or" => {
                let first = self.node(left, context)?;
                if first.truthy() == (operator == "or") { Ok(first) } else { self.node(right, context) }
            }
            "->" => match self.node(left, context)? {
                Item::Context(inner) => self.node(right, inner),
                _ => Err(no_match("#operator_->")),
            },
            "=" | "!=" => {
                let (left, right) = (self.node(left, context)?, self.node(right, context)?);
                Ok(Item::Bool(self.same(&left, &right)? == (operator == "=")))
            }
            other => self.call(called(other), None, vec![Given::Node(left), Given::Node(right)], context),
        }
    }

    fn dot(&mut self, left: &'a Node, right: &'a Node, context: usize) -> Result<Item> {
        match &right.kind {
            Kind::Keyword(_) | Kind::Call { .. } => {
                let receiver = self.node(left, context)?;
                self.member(receiver, right, context)
            }
            Kind::Constant(_)
            | Kind::Dollar(_)
            | Kind::Binary { .. }
            | Kind::Unary { .. }
            | Kind::Index(_)
            | Kind::List(_)
            | Kind::Map(_)
            | Kind::Wrap(_)
            | Kind::Rule(_)
            | Kind::Omitted => Err(no_match("#operator_.")),
        }
    }

    /// `receiver.right`: a method, an entry, or that entry of each item.
    fn member(&mut self, receiver: Item, right: &'a Node, context: usize) -> Result<Item> {
        self.step(1)?;
        match &right.kind {
            Kind::Keyword(name) => match &receiver {
                Item::Dict(dict) => dict
                    .entries
                    .get(&crate::item::Key::str(name))
                    .cloned()
                    .ok_or_else(|| Error::failed("KeyError", model::value::text::python_quoted(name))),
                other if other.is_iterable() => {
                    let source = self.limited(receiver)?;
                    let mut source = self.cursor(&source)?;
                    Ok(self.lazy(move |eval| match source.next(eval)? {
                        Some(item) => eval.deeper(|eval| eval.member(item, right, context)).map(Some),
                        None => Ok(None),
                    }))
                }
                other => crate::library::property(other, name),
            },
            Kind::Call { name, args } => {
                let args = args.iter().map(Given::Node).collect();
                self.deeper(|eval| eval.call(name, Some(receiver), args, context)).map_err(|e| e.at(right.at))
            }
            Kind::Constant(_)
            | Kind::Dollar(_)
            | Kind::Binary { .. }
            | Kind::Unary { .. }
            | Kind::Index(_)
            | Kind::List(_)
            | Kind::Map(_)
            | Kind::Wrap(_)
            | Kind::Rule(_)
            | Kind::Omitted => Err(no_match("#operator_.")),
        }
    }

    /// The value of a lambda for `args`, which it sees as `$1`, `$2`…
    pub(crate) fn apply(&mut self, lambda: &Lambda<'a>, args: &[Item]) -> Result<Item> {
        let context = self.child(lambda.context);
        self.apply_in(lambda, context, args)
    }

    /// The same in a context of the caller's.
    pub(crate) fn apply_in(&mut self, lambda: &Lambda<'a>, context: usize, args: &[Item]) -> Result<Item> {
        self.step(1)?;
        for (index, arg) in args.iter().enumerate() {
            self.set_numbered(context, index, arg.clone());
        }
        match &lambda.body {
            Body::Node(node) => self.node(node, context),
            Body::Value(value) => Ok(value.clone()),
        }
    }
}

/// The function that an operator calls.
fn called(operator: &str) -> &'static str {
    match operator {
        "+" => "#operator_+",
        "-" => "#operator_-",
        "*" => "#operator_*",
        "/" => "#operator_/",
        "mod" => "#operator_mod",
        "<" => "#operator_<",
        "<=" => "#operator_<=",
        ">" => "#operator_>",
        ">=" => "#operator_>=",
        "=~" => "#operator_=~",
        "!~" => "#operator_!~",
        _ => "#operator_in",
    }
}

pub(crate) fn no_match(name: &str) -> Error {
    let message = format!("No function \"{name}\" matches supplied arguments");
    Error::new(codes::NO_MATCH, "NoMatchingFunctionException", message)
}

pub(crate) fn unknown(name: &str) -> Error {
    let message = format!("Unknown function \"{name}\"");
    Error::new(codes::UNKNOWN_FUNCTION, "NoFunctionRegisteredException", message)
}
