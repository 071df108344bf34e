//! Regular expressions with the meaning that Python gives them.

use crate::error::{Error, Result};
use crate::item::{Item, Pattern};
use fancy_regex::RegexBuilder;
use std::rc::Rc;

/// How much going back and forth a match may take.
const BACKTRACKING: usize = 100_000;

/// A pattern, with Python's flags before it.
pub(crate) fn compile(source: &str, flags: &str) -> Result<Item> {
    check(source)?;
    let source_text = translated(source);
    let text = if flags.is_empty() { source_text } else { format!("(?{flags}){source_text}") };
    let regex = RegexBuilder::new(&text).backtrack_limit(BACKTRACKING).delegate_size_limit(1 << 20).build();
    let regex = regex.map_err(|error| Error::failed("error", error.to_string()))?;
    Ok(Item::Regex(Rc::new(Pattern { source: source.into(), flags: flags.into(), regex })))
}

/// The pattern in the words of the library: `\Z` is `\z`, and in a set of Python's a bracket, `&&`, `--` and `~~` mean themselves.
fn translated(source: &str) -> String {
    let mut made = String::new();
    let mut characters = source.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                made.push('\\');
                made.extend(characters.next().map(|c| if c == 'Z' { 'z' } else { c }));
            }
            '[' => {
                made.push('[');
                made.extend(characters.next_if_eq(&'^'));
                if characters.next_if_eq(&']').is_some() {
                    made.push_str("\\]");
                }
                while let Some(inner) = characters.next_if(|c| *c != ']') {
                    match inner {
                        '\\' => {
                            made.push('\\');
                            made.extend(characters.next());
                        }
                        '[' | '&' | '~' => made.extend(['\\', inner]),
                        '-' if characters.peek() == Some(&'-') => made.push_str("\\-"),
                        _ => made.push(inner),
                    }
                }
            }
            _ => made.push(character),
        }
    }
    made
}

/// The mistakes that Python words by their place.
fn check(source: &str) -> Result<()> {
    let mut open = Vec::new();
    let mut characters = source.chars().enumerate().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '(' => open.push(at),
            ')' if open.pop().is_none() => {
                return Err(Error::failed("error", format!("unbalanced parenthesis at position {at}")));
            }
            '[' => {
                characters.next_if(|(_, c)| *c == '^');
                characters.next_if(|(_, c)| *c == ']');
                let mut closed = false;
                while let Some((_, inner)) = characters.next() {
                    match inner {
                        '\\' => drop(characters.next()),
                        ']' => {
                            closed = true;
                            break;
                        }
                        _ => {}
                    }
                }
                if !closed {
                    return Err(Error::failed("error", format!("unterminated character set at position {at}")));
                }
            }
            _ => {}
        }
    }
    match open.pop() {
        Some(at) => Err(Error::failed("error", format!("missing ), unterminated subpattern at position {at}"))),
        None => Ok(()),
    }
}

/// What went wrong while matching.
pub(crate) fn failed(error: &fancy_regex::Error) -> Error {
    Error::new(crate::codes::STEPS, "YaqlException", format!("Expression takes too many steps: {error}"))
}
