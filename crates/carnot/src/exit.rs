//! Exit statuses: they say what happened. And the error that carries one, with a hint.

use std::fmt;

/// What the process ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Something failed that has no status of its own.
    Failed = 1,
    /// The command line or the configuration is wrong. Clap uses it too.
    Usage = 2,
    /// The template or environment is wrong.
    Invalid = 3,
    /// What was asked for does not exist.
    NotFound = 4,
    /// The server refused: a conflict, missing consent, a stale plan.
    Refused = 5,
    /// The operation was accepted and did not succeed.
    Unsuccessful = 6,
    /// Nobody answers at the endpoint.
    Unreachable = 7,
    /// The user said no, or could not be asked.
    Declined = 8,
}

/// The table for `--help`.
pub(crate) const TABLE: &str = "\
Exit status:
  0  done
  1  failed for a reason that has no status of its own
  2  the command line or the configuration is wrong
  3  the template or environment is wrong
  4  what was asked for does not exist
  5  the server refused: a conflict, missing consent, a stale plan
  6  the operation was accepted and did not succeed
  7  nobody answers at the endpoint
  8  the user said no, or could not be asked";

/// An error that knows its exit status.
#[derive(Debug)]
pub(crate) struct Stop {
    /// The status.
    pub(crate) exit: Exit,
    /// What happened.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
}

impl Stop {
    /// An error with a status.
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hint: None }
    }

    /// The same with a hint.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Stop {}

/// The status of any error.
pub(crate) fn of(error: &anyhow::Error) -> Exit {
    if let Some(stop) = error.downcast_ref::<Stop>() {
        return stop.exit;
    }
    match error.downcast_ref::<client::Error>() {
        Some(client::Error::Fault(fault)) => match (fault.status, fault.detail.diagnostics.is_empty()) {
            (400, false) => Exit::Invalid,
            (404, _) => Exit::NotFound,
            (409, _) => Exit::Refused,
            _ => Exit::Failed,
        },
        Some(client::Error::Unreachable { .. }) => Exit::Unreachable,
        Some(client::Error::Endpoint(_)) => Exit::Usage,
        Some(client::Error::Pack(_)) => Exit::Invalid,
        Some(client::Error::Malformed { .. }) | None => Exit::Failed,
    }
}

/// The hint of any error.
pub(crate) fn hint(error: &anyhow::Error) -> Option<String> {
    if let Some(stop) = error.downcast_ref::<Stop>() {
        return stop.hint.clone();
    }
    match error.downcast_ref::<client::Error>()? {
        client::Error::Fault(fault) => fault.detail.hint.clone().or_else(|| hint_for(fault)),
        client::Error::Unreachable { .. } => {
            Some("start one with `carnot serve`, or name another with --endpoint or CARNOT_ENDPOINT".to_owned())
        }
        client::Error::Malformed { .. } | client::Error::Endpoint(_) | client::Error::Pack(_) => None,
    }
}

fn hint_for(fault: &client::Fault) -> Option<String> {
    match fault.code()? {
        "needs_consent" => Some(format!("allow it with {}", allow(&fault.detail.allow))),
        "plan_stale" => Some("something changed since the plan was made: plan again".to_owned()),
        "no_complete_revision" => Some("`--to empty` removes what the failed create made".to_owned()),
        _ => None,
    }
}

/// `--allow a --allow b`
pub(crate) fn allow(classes: &[String]) -> String {
    classes.iter().map(|class| format!("--allow {class}")).collect::<Vec<_>>().join(" ")
}
