//! Keeps two inputs from the scanner that it panics on, and gives back the places and texts as if it had seen the original.
//!
//! 1. A block scalar whose last line has no line break: a line break is appended, and taken off the scalar again ([`Guarded::mend`]).
//! 2. A comma directly behind a tag inside `[…]` or `{…}`: some blanks are put before every comma that could be one, and taken out of
//!    scalars and places again. The run of blanks occurs nowhere else in the text, so it can be told apart.

use libyaml_safer::{EventData, Mark, Parser, ScalarStyle};
use std::borrow::Cow;

/// A text made safe for the scanner.
pub(crate) struct Guarded<'a> {
    /// What the scanner reads.
    pub(crate) text: Cow<'a, str>,
    original: &'a str,
    /// Where runs of blanks were put in: the offset in `text` and the lines before it.
    inserted: Vec<(usize, usize)>,
    blanks: String,
}

/// A place in the original text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Bytes before it.
    pub(crate) offset: usize,
    /// Lines before it.
    pub(crate) line: usize,
    /// Characters before it in its line.
    pub(crate) column: usize,
}

impl<'a> Guarded<'a> {
    /// Makes `text` safe; `None` if it holds every run of blanks that could be put in, which no honest text does.
    pub(crate) fn new(text: &'a str) -> Option<Self> {
        let commas = risky_commas(text);
        let ends = text.is_empty() || text.ends_with(is_break);
        let mut guarded =
            Guarded { text: Cow::Borrowed(text), original: text, inserted: Vec::new(), blanks: String::new() };
        if commas.is_empty() && ends {
            return Some(guarded);
        }
        let mut safe = String::with_capacity(text.len() + 1);
        if !commas.is_empty() {
            guarded.blanks = unique_blanks(text)?;
        }
        let mut from = 0;
        for (at, line) in commas {
            safe.push_str(text.get(from..at).unwrap_or_default());
            from = at;
            guarded.inserted.push((safe.len(), line));
            safe.push_str(&guarded.blanks);
        }
        safe.push_str(text.get(from..).unwrap_or_default());
        if !ends {
            safe.push('\n');
        }
        guarded.text = Cow::Owned(safe);
        Some(guarded)
    }

    /// Whether offsets of the scanner are those of the original.
    pub(crate) fn is_plain(&self) -> bool {
        self.inserted.is_empty()
    }

    /// The place in the original that a mark means.
    pub(crate) fn place(&self, mark: Mark) -> Place {
        let index = usize::try_from(mark.index).unwrap_or(usize::MAX);
        let line = usize::try_from(mark.line).unwrap_or(usize::MAX);
        let column = usize::try_from(mark.column).unwrap_or(usize::MAX);
        let added = self.inserted.len() * self.blanks.len();
        if index > self.original.len() + added {
            return self.end();
        }
        if self.inserted.is_empty() {
            return Place { offset: index, line, column };
        }
        let before = self.inserted.partition_point(|(at, _)| *at < index);
        let in_line = before.saturating_sub(self.inserted.partition_point(|(_, of)| *of < line));
        let gap = self.blanks.len();
        let offset = index.saturating_sub(before * gap).min(self.original.len());
        Place { offset, line, column: column.saturating_sub(in_line * gap) }
    }

    /// The end of the original, which the scanner saw followed by a line break.
    fn end(&self) -> Place {
        let offset = self.original.len();
        let last = self.original.rsplit(is_break).next().unwrap_or_default();
        let crlf = self.original.matches("\r\n").count();
        Place { offset, line: self.original.matches(is_break).count() - crlf, column: last.chars().count() }
    }

    /// A scalar's text as it would be without what was put in.
    pub(crate) fn mend(&self, value: String, style: ScalarStyle, end: Mark) -> String {
        let value = if self.inserted.is_empty() { value } else { value.replace(&self.blanks, "") };
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let at_end = usize::try_from(end.index).is_ok_and(|index| index == self.text.len());
        if block && at_end && !self.original.ends_with(is_break) { self.without_final_break(value) } else { value }
    }

    /// A block scalar that reaches into the last line, which has no line break of its own. If that line is blank it may be a line of the
    /// scalar or mere indentation: then the scalar is read again without the line, to see whether it matters.
    fn without_final_break(&self, value: String) -> String {
        let start = self.original.rfind(is_break).map_or(0, |at| at + 1);
        let (head, last) = self.original.split_at_checked(start).unwrap_or((self.original, ""));
        let shorter = value.strip_suffix('\n').map(str::to_owned);
        if last.trim_matches([' ', '\t']).is_empty() {
            let without = last_block_scalar(head).unwrap_or_default();
            let is_content = value.trim_end_matches('\n') != without.trim_end_matches('\n');
            return if is_content { shorter.unwrap_or(value) } else { without };
        }
        shorter.unwrap_or(value)
    }
}

pub(crate) fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The value of the last block scalar of a text that ends with a line break, as far as the text can be read.
fn last_block_scalar(text: &str) -> Option<String> {
    let guarded = Guarded::new(text)?;
    let mut bytes = guarded.text.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut bytes);
    let mut last = None;
    while let Some(Ok(event)) = parser.next() {
        if let EventData::Scalar { value, style: ScalarStyle::Literal | ScalarStyle::Folded, .. } = event.data {
            last = Some(if guarded.inserted.is_empty() { value } else { value.replace(&guarded.blanks, "") });
        }
    }
    last
}

/// All commas that may stand directly behind a tag: those with an exclamation mark in the run of tag characters before, and those behind
/// the end of what may be a verbatim tag. Offsets, and the lines before.
fn risky_commas(text: &str) -> Vec<(usize, usize)> {
    if !text.contains('!') || !text.contains(',') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut in_tag, mut verbatim) = (false, false);
    let (mut line, mut line_start) = (0, 0);
    let mut previous = ' ';
    for (offset, character) in text.char_indices() {
        match character {
            '!' => in_tag = true,
            '<' if previous == '!' => (in_tag, verbatim) = (false, true),
            ',' => {
                let ends_tag = in_tag || verbatim && previous == '>';
                if ends_tag && !in_tag_directive(text.get(line_start..offset).unwrap_or_default()) {
                    found.push((offset, line));
                }
                in_tag = false;
            }
            c if is_tag_character(c) => {}
            c => {
                in_tag = false;
                verbatim &= !c.is_whitespace();
                if is_break(c) {
                    line += usize::from(!(c == '\n' && previous == '\r'));
                    line_start = offset + c.len_utf8();
                }
            }
        }
        previous = character;
    }
    found
}

fn is_tag_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_;/?:@&=+$.%!~*'()".contains(c)
}

/// Whether what follows this part of a line belongs to the prefix of a `%TAG` directive, where a comma is an ordinary character.
fn in_tag_directive(line: &str) -> bool {
    // Longer lines are no directives that anybody wrote.
    if !line.starts_with("%TAG") || line.len() > 500 {
        return false;
    }
    let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
    let handle = |word: &str| {
        word.starts_with('!') && word.chars().all(|c| c == '!' || c == '-' || c == '_' || c.is_ascii_alphanumeric())
    };
    words.next() == Some("%TAG") && words.next().is_some_and(handle) && words.take(2).count() == 1
}

/// A run of blanks that does not occur in the text.
fn unique_blanks(text: &str) -> Option<String> {
    const TRIES: u32 = 64;
    let blanks =
        |pattern: u32| -> String { (0..10).map(|bit| if pattern >> bit & 1 == 1 { '\t' } else { ' ' }).collect() };
    // Alternating patterns first: nobody writes them.
    (0..TRIES).map(|n| blanks(0b01_0101_0101 ^ n)).find(|blanks| !text.contains(blanks))
}
