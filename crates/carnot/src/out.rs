//! Output: data on stdout in the form that was asked for, everything else on stderr.
//!
//! A reader that went away (`carnot stack list | head`) is no error: further output is dropped and the exit status still says what
//! happened.

mod format;
mod style;
mod table;
mod yaml;

pub(crate) use format::{Data, Format, Shape};
pub(crate) use style::{Paint, Style};

use crate::ambient::{self, Stream};
use crate::exit::{Exit, Stop};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the reader of stdout went away.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Writes a text to stdout.
pub(crate) fn data(text: &str) {
    if !closed()
        && std::io::stdout().lock().write_all(text.as_bytes()).and_then(|()| std::io::stdout().flush()).is_err()
    {
        CLOSED.store(true, Ordering::Relaxed);
    }
}

/// Writes a line to stderr; nobody hears if that fails.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Whether nobody reads stdout any more: an endless output can end.
pub(crate) fn closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// Writes data in the form that was asked for.
pub(crate) fn print(shape: &Shape, value: &Data) -> Result<(), Stop> {
    let text = render(shape, value, ambient::stdout())?;
    data(&text);
    Ok(())
}

/// Data as text, ended by a line break.
pub(crate) fn render(shape: &Shape, value: &Data, stream: Stream) -> Result<String, Stop> {
    format::render(shape, value, stream.width).map_err(|message| Stop::new(Exit::Usage, message))
}

/// Asks on stderr; whether the answer is yes.
pub(crate) fn ask(question: &str) -> bool {
    let _ = write!(std::io::stderr().lock(), "{question} [y/N] ");
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}
