//! What an error of a cloud means: the failure taxonomy, decided here once, from what was called, what was answered, and what is known of
//! the connection if nothing was.
//!
//! Pure: the table of real answers in `tests/answers.json` runs through the same functions as a live call. The message keeps the service's
//! own words and its request id, in the form that Heat's client libraries give them. Not here: what a failure does to a stack
//! (`converge`), and whether the same call is sent again at once ([`crate::retry`]).

mod body;
mod class;
mod kind;
mod words;

pub use body::Told;

use model::failure::{Failure, FailureKind};

/// What was called.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Service type.
    pub service: &'a str,
    /// HTTP method.
    pub method: &'a str,
    /// Path with query.
    pub path: &'a str,
    /// Whether it may be sent again without harm.
    pub idempotent: bool,
}

/// What was answered.
#[derive(Clone, Copy, Debug)]
pub struct Refusal<'a> {
    /// HTTP status.
    pub status: u16,
    /// The body as it came.
    pub body: &'a str,
    /// The service's id of the request.
    pub request_id: Option<&'a str>,
    /// Whether the answer says when to come again.
    pub retry_after: bool,
}

/// Why there was no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// No connection came to be: nothing was sent.
    Unreachable(String),
    /// The request was sent, or a part of it, and the connection ended.
    Lost(String),
    /// The request was sent and the time for an answer passed.
    TimedOut,
    /// An answer came that cannot be read.
    Unreadable(String),
}

/// The failure that an error answer stands for.
pub fn refused(call: &Call<'_>, refusal: &Refusal<'_>) -> Failure {
    let told = body::parse(refusal.body, refusal.status);
    Failure {
        kind: kind::of(call, refusal, &told),
        class: class::of(call.service, refusal.status, &told),
        message: class::message(call.service, refusal, &told),
    }
}

/// The failure that a missing answer stands for. A call that had no connection had no effect; a call that changes nothing, or may be
/// repeated, left nothing to look for.
pub fn unanswered(call: &Call<'_>, silence: &Silence) -> Failure {
    let place = format!("{} {} of service {}", call.method, class::path_only(call.path), call.service);
    let (class, message, sent) = match silence {
        Silence::Unreachable(why) => {
            ("ConnectFailure", format!("Unable to establish connection for {place}: {why}"), false)
        }
        Silence::Lost(why) => {
            ("ConnectFailure", format!("The connection was lost before {place} was answered: {why}"), true)
        }
        Silence::TimedOut => ("ConnectTimeout", format!("Request {place} timed out"), true),
        Silence::Unreadable(why) => ("InvalidResponse", format!("The answer to {place} cannot be read: {why}"), true),
    };
    let kind = if sent && !call.idempotent { FailureKind::InDoubt } else { FailureKind::Busy };
    Failure::new(kind, class, message)
}
