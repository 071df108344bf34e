//! Why a step failed, in the taxonomy of `rollback.md` 7.2.4: decided once, at the boundary where the answer came in.

use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The classes of failure; only `Broken` says anything about the object's health.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum FailureKind {
    /// The object does not exist (any more). Satisfies a delete.
    Gone,
    /// Refused because something else uses the object; the object itself is fine.
    InUse {
        /// Who uses it, as far as the answer said.
        by: Option<String>,
    },
    /// Refused because another object holds the claim.
    Duplicate {
        /// The claim that collided.
        claim: Option<String>,
    },
    /// Try again later.
    Busy,
    /// A quota is exhausted.
    Quota,
    /// The credentials do not suffice.
    Auth,
    /// The request itself is wrong.
    Invalid,
    /// The call may or may not have had its effect (no answer, or an error after sending).
    InDoubt,
    /// The object reports that it is wrecked.
    Broken,
    /// Became known only while running: what is to be done exceeds the class that the plan showed.
    ExceedsPlan,
    /// The deadline of the operation passed.
    Timeout,
    /// A newer operation took over.
    Cancelled,
}

impl FailureKind {
    /// The word used in codes and on the wire.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::InUse { .. } => "in_use",
            Self::Duplicate { .. } => "duplicate",
            Self::Busy => "busy",
            Self::Quota => "quota",
            Self::Auth => "auth",
            Self::Invalid => "invalid",
            Self::InDoubt => "in_doubt",
            Self::Broken => "broken",
            Self::ExceedsPlan => "exceeds_plan",
            Self::Timeout => "timeout",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A failure that a person will read. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The class.
    #[serde(flatten)]
    pub kind: FailureKind,
    /// Heat's exception class for the status reason (`ResourceInError`, `ValueError`…).
    pub class: String,
    /// What happened.
    pub message: String,
}

impl Failure {
    /// A failure of `kind`.
    pub fn new(kind: FailureKind, class: &str, message: impl Into<String>) -> Self {
        Self { kind, class: class.to_owned(), message: message.into() }
    }

    /// Replaces every occurrence of a text in `secrets` by asterisks; one of a few letters only where it stands for itself, since it is in
    /// many words that do not tell it.
    #[must_use]
    pub fn redacted(mut self, secrets: &[Value]) -> Self {
        for secret in secrets.iter().filter_map(Value::as_str).filter(|s| !s.is_empty()) {
            let short = secret.chars().count() < WORD;
            self.message = if short { without_word(&self.message, secret) } else { self.message.replace(secret, MASK) };
        }
        self
    }
}

/// What stands for a secret.
const MASK: &str = "******";

/// How many letters a text has that is not found in other words by chance.
const WORD: usize = 4;

/// A message without a word: it is masked where no letter or digit is beside it.
fn without_word(message: &str, word: &str) -> String {
    let mut shown = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(word) {
        shown.push_str(before);
        let inside = |beside: Option<char>| beside.is_some_and(char::is_alphanumeric);
        let last = if before.is_empty() { shown.chars().next_back() } else { before.chars().next_back() };
        let part = inside(last) || inside(after.chars().next());
        shown.push_str(if part { word } else { MASK });
        rest = after;
    }
    shown + rest
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(message: &str, secret: &str) -> String {
        Failure::new(FailureKind::Invalid, "Error", message).redacted(&[Value::str(secret).into_secret()]).message
    }

    #[test]
    fn a_secret_is_masked_and_a_message_stays_one() {
        assert_eq!(told("the password hunter2 is too short", "hunter2"), "the password ****** is too short");
        assert_eq!(
            told("a value may be at most 3, 'a' is wrong (a)", "a"),
            "****** value may be at most 3, '******' is wrong (******)"
        );
        assert_eq!(told("range 1 to 10", "1"), "range ****** to 10");
        assert_eq!(told("aa a", "a"), "aa ******");
        assert_eq!(told("nothing", ""), "nothing");
    }
}
