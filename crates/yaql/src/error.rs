//! What can be wrong with an expression or its evaluation, in the words of the YAQL that Heat uses.

use crate::codes;
use std::fmt;

/// Why an expression was refused or has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The code, from [`crate::codes`].
    pub code: &'static str,
    /// The class of exception that Heat's YAQL raises.
    pub class: &'static str,
    /// Its message.
    pub message: String,
    /// Where in the expression, in characters; none at its end.
    pub position: Option<usize>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// A value or an error.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(code: &'static str, class: &'static str, message: impl Into<String>) -> Self {
        Self { code, class, message: message.into(), position: None }
    }

    /// An exception of Python's own.
    pub(crate) fn failed(class: &'static str, message: impl Into<String>) -> Self {
        Self::new(codes::FAILED, class, message)
    }

    pub(crate) fn value(message: impl Into<String>) -> Self {
        Self::failed("ValueError", message)
    }

    pub(crate) fn kind(message: impl Into<String>) -> Self {
        Self::failed("TypeError", message)
    }

    pub(crate) fn stop(message: &str) -> Self {
        Self::failed("StopIteration", message)
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        let message = format!("Collection length exceeds {limit} elements");
        Self::new(codes::TOO_LARGE, "CollectionTooLargeException", message)
    }

    pub(crate) fn quota() -> Self {
        Self::new(codes::QUOTA, "MemoryQuotaExceededException", "Expression consumed too much memory")
    }

    pub(crate) fn nested() -> Self {
        Self::new(codes::NESTED, "RecursionError", "maximum recursion depth exceeded")
    }

    pub(crate) fn at(mut self, position: usize) -> Self {
        self.position.get_or_insert(position);
        self
    }
}
