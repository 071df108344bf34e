//! Where in a source text something stands.

use serde::{Deserialize, Serialize};

/// A source text of a submission, by its place in the list of sources of that submission (0 = the template).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub u32);

/// A stretch of a source text. Byte offsets are half-open; `line` and `column` are those of `start`, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// Which text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line of the first byte, from 1; 0 when the place is unknown (a made-up node).
    pub line: u32,
    /// Column of the first byte in characters, from 1; 0 when unknown.
    pub column: u32,
}

impl Span {
    /// The span of something that stands in no text.
    pub const NONE: Span = Span { source: SourceId(0), start: 0, end: 0, line: 0, column: 0 };

    /// Whether this points into a text.
    pub fn is_known(&self) -> bool {
        self.line != 0
    }
}
