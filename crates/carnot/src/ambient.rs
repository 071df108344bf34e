//! The only place that touches what surrounds the process: environment variables, the clock, sleeping, terminals.
//!
//! Everything else takes these as values, so that it can be tested.

use std::io::IsTerminal;
use std::time::Duration;

/// An environment variable; empty ones count as unset.
#[expect(clippy::disallowed_methods, reason = "the program's one reading of the environment")]
pub(crate) fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// All environment variables whose name starts with `prefix`.
pub(crate) fn vars(prefix: &str) -> Vec<(String, String)> {
    let mut found: Vec<_> =
        std::env::vars().filter(|(name, value)| name.starts_with(prefix) && !value.is_empty()).collect();
    found.sort();
    found
}

/// Waits.
#[expect(clippy::disallowed_methods, reason = "a client waits in real time")]
pub(crate) async fn sleep(duration: Duration) {
    tokio::time::sleep(duration).await;
}

/// Starts a watch that tells how much time has passed.
#[expect(clippy::disallowed_methods, reason = "the program's one reading of the clock")]
pub(crate) fn watch() -> impl Fn() -> Duration {
    let started = std::time::Instant::now();
    move || started.elapsed()
}

/// What is known of one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stream {
    /// Whether a person reads it.
    pub(crate) terminal: bool,
    /// Whether it may carry colours.
    pub(crate) colour: bool,
    /// Columns, if a person reads it.
    pub(crate) width: Option<usize>,
}

/// Standard output.
pub(crate) fn stdout() -> Stream {
    stream(std::io::stdout().is_terminal())
}

/// Standard error.
pub(crate) fn stderr() -> Stream {
    stream(std::io::stderr().is_terminal())
}

/// Whether a person can be asked: input and error both are a terminal.
pub(crate) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

fn stream(terminal: bool) -> Stream {
    let dumb = var("TERM").is_some_and(|term| term == "dumb");
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| terminal);
    Stream { terminal, colour: terminal && !dumb && var("NO_COLOR").is_none(), width }
}
