//! YAQL, the query language of templates, as Heat configures it: `$.data.servers.where($.ok).select($.name)`.
//!
//! [`parse`] makes an [`Expression`] of a text; [`evaluate`] gives its value for some data. Every evaluation ends: steps, memory,
//! nesting and the length of collections are limited ([`Limits`]), and nothing depends on a clock or on chance.
//!
//! Deliberately not here: the function `yaql` of templates (`template`, `definition`), secrets and unknown values, which its caller
//! sees to; delegates and changes of the operator table, which Heat does not switch on.

pub mod codes;
mod context;
mod error;
mod evaluate;
mod item;
mod iterate;
mod kind;
mod lexer;
mod library;
mod number;
mod output;
mod parser;
mod pattern;
pub mod reference;
mod resolve;
mod signature;
mod text;

pub use error::Error;
use model::Timestamp;
use model::value::Value;
pub use parser::Expression;

/// How much an evaluation may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many items a collection may have.
    pub iterators: usize,
    /// How many bytes one value may have, counted as Python counts them.
    pub memory: usize,
    /// How many operations there may be.
    pub steps: u64,
}

impl Default for Limits {
    /// What Heat's configuration says by default; the steps are ours.
    fn default() -> Self {
        Self { iterators: 200, memory: 10_000, steps: 1_000_000 }
    }
}

/// Reads an expression.
pub fn parse(text: &str) -> Result<Expression, Error> {
    parser::parse(text)
}

/// The value of an expression where `$` is `{data: …}` and `now()` is `now`.
pub fn evaluate(expression: &Expression, data: &Value, limits: &Limits, now: Timestamp) -> Result<Value, Error> {
    evaluate::run(expression, data, limits, now)
}
