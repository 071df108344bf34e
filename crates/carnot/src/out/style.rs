//! Colours, if the stream may carry them.

/// What a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Good or new.
    Good,
    /// Changed, or to be watched.
    Warn,
    /// Bad or destroyed.
    Bad,
    /// A name that matters.
    Bold,
    /// Beside the point.
    Dim,
}

/// Paints texts, or leaves them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// Whether texts are painted.
    pub(crate) colour: bool,
}

impl Style {
    /// The text, painted.
    pub(crate) fn paint(self, paint: Paint, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Good => "32",
            Paint::Warn => "33",
            Paint::Bad => "31",
            Paint::Bold => "1",
            Paint::Dim => "2",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}
