//! Errors in PyYAML's words, with its excerpt of the text: clients of Heat have learnt to read them.

use crate::codes;
use crate::guard::{Guarded, Place, is_break};
use libyaml_safer::{Error, ErrorKind, Scanner, TokenData};
use model::value::text::python_quoted;
use model::{Diagnostic, SourceId, Span};

/// A text, as errors talk about it.
pub(crate) struct Excerpts<'a> {
    /// The text without its byte order mark.
    pub(crate) text: &'a str,
    /// Bytes of the byte order mark.
    pub(crate) base: usize,
    /// Which text it is.
    pub(crate) source: SourceId,
}

impl Excerpts<'_> {
    /// The stretch between two places.
    pub(crate) fn span(&self, start: Place, end: Place) -> Span {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            source: self.source,
            start: number(start.offset + self.base),
            end: number(end.offset.max(start.offset) + self.base),
            line: number(start.line + 1),
            column: number(start.column + 1),
        }
    }

    /// An error with up to two places, worded as PyYAML's `MarkedYAMLError` prints it.
    pub(crate) fn error(
        &self,
        code: &str,
        context: Option<(&str, Place)>,
        problem: &str,
        at: Place,
        end: Option<Place>,
    ) -> Diagnostic {
        let mut lines = Vec::new();
        if let Some((words, place)) = context {
            lines.push(words.to_owned());
            if place != at {
                lines.push(self.mark(place));
            }
        }
        lines.push(problem.to_owned());
        lines.push(self.mark(at));
        Diagnostic::error(code, lines.join("\n")).class("ValueError").at("", self.span(at, end.unwrap_or(at)))
    }

    /// Where, and the line there with a caret below.
    fn mark(&self, place: Place) -> String {
        const SIDE: usize = 37;
        let (before, after) = self.text.split_at_checked(place.offset).unwrap_or((self.text, ""));
        let line_start = before
            .rfind(is_break)
            .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
        let before = before.get(line_start..).unwrap_or_default();
        let mut left: Vec<char> = before.chars().rev().take(SIDE).collect();
        left.reverse();
        let head = if left.len() == SIDE { " ... " } else { "" };
        if !head.is_empty() {
            left.drain(..5);
        }
        let mut right: Vec<char> = after.chars().take_while(|c| !is_break(*c)).take(SIDE).collect();
        let tail = if right.len() == SIDE { " ... " } else { "" };
        if !tail.is_empty() {
            right.truncate(SIDE - 5);
        }
        let caret = " ".repeat(4 + head.len() + left.len());
        let left: String = left.into_iter().collect();
        let right: String = right.into_iter().collect();
        let (line, column) = (place.line + 1, place.column + 1);
        format!("  in \"<unicode string>\", line {line}, column {column}:\n    {head}{left}{right}{tail}\n{caret}^")
    }

    /// The character at a place as Python shows it; the end of the text is a zero character.
    fn character(&self, place: Place) -> String {
        let character = self.text.get(place.offset..).and_then(|rest| rest.chars().next());
        python_quoted(&character.map_or_else(|| "\0".to_owned(), String::from))
    }

    /// A scanner's or parser's error.
    pub(crate) fn syntax(&self, guard: &Guarded<'_>, error: &Error) -> Diagnostic {
        if matches!(error.kind(), ErrorKind::Reader | ErrorKind::Io) {
            return Diagnostic::error(codes::CHARACTER, error.problem()).class("ValueError");
        }
        let mut at = error.problem_mark().map_or(Place { offset: 0, line: 0, column: 0 }, |mark| guard.place(mark));
        let mut context_at = error.context_mark().map(|mark| guard.place(mark));
        let index = error.problem_mark().map_or(0, |mark| mark.index);
        let token =
            |accepted: &dyn Fn(&TokenData) -> bool| format!("{:?}", token_at(guard, index, accepted)).replace('"', "'");
        let mut context = error.context().unwrap_or_default();
        let problem = match (context, error.problem()) {
            (_, "found character that cannot start any token") => {
                format!("found character {} that cannot start any token", self.character(at))
            }
            (_, "block sequence entries are not allowed in this context") => {
                "sequence entries are not allowed here".to_owned()
            }
            (_, "mapping keys are not allowed in this context") => "mapping keys are not allowed here".to_owned(),
            (_, "mapping values are not allowed in this context") => "mapping values are not allowed here".to_owned(),
            (_, "did not find expected alphabetic or numeric character") => {
                format!("expected alphabetic or numeric character, but found {}", self.character(at))
            }
            ("while scanning a tag", "did not find expected whitespace or line break") => {
                format!("expected ' ', but found {}", self.character(at))
            }
            ("while scanning a block scalar", "did not find expected comment or line break") => {
                self.block_scalar_header(context_at, at)
            }
            // PyYAML takes the scalar for ended there, and a tab for the beginning of something else.
            (_, "found a tab character where an indentation space is expected") => {
                context = "while scanning for the next token";
                context_at = Some(at);
                format!("found character {} that cannot start any token", self.character(at))
            }
            (_, "found an indentation indicator equal to 0") => {
                "expected indentation indicator in the range 1-9, but found 0".to_owned()
            }
            (_, "found unexpected document indicator") => "found unexpected document separator".to_owned(),
            (_, "found unknown escape character") => {
                context = "while scanning a double-quoted scalar";
                at = Place { offset: at.offset + 1, column: at.column + 1, ..at };
                format!("found unknown escape character {}", self.character(at))
            }
            (_, "did not find expected node content") => {
                format!("expected the node content, but found {}", token(&|_| true))
            }
            ("while parsing a block collection", _) => {
                let accepted = |t: &TokenData| !matches!(t, TokenData::BlockEntry | TokenData::BlockEnd);
                format!("expected <block end>, but found {}", token(&accepted))
            }
            ("while parsing a block mapping", _) => {
                let own = error.context_mark().is_some_and(|mark| mark.index == index);
                let accepted = |t: &TokenData| {
                    let starts = own && matches!(t, TokenData::BlockMappingStart);
                    !starts && !matches!(t, TokenData::Key | TokenData::BlockEnd)
                };
                format!("expected <block end>, but found {}", token(&accepted))
            }
            ("while parsing a flow sequence", _) => format!("expected ',' or ']', but got {}", token(&|_| true)),
            ("while parsing a flow mapping", _) => format!("expected ',' or '}}', but got {}", token(&|_| true)),
            (_, "did not find expected <document start>") => {
                format!("expected '<document start>', but found {}", token(&|t| !matches!(t, TokenData::BlockEnd)))
            }
            (_, "found duplicate %YAML directive") => "found duplicate YAML directive".to_owned(),
            (_, "found incompatible YAML document") => {
                "found incompatible YAML document (version 1.* is required)".to_owned()
            }
            (_, other) => other.to_owned(),
        };
        let context = context_at.filter(|_| !context.is_empty()).map(|place| (context, place));
        let bare = problem.ends_with("not allowed here");
        self.error(codes::SYNTAX, context.filter(|_| !bare), &problem, at, None)
    }

    /// Directly behind the header PyYAML expects its indicators, later a comment.
    fn block_scalar_header(&self, start: Option<Place>, at: Place) -> String {
        let header = start.and_then(|start| self.text.get(start.offset..at.offset)).unwrap_or_default();
        let character = self.character(at);
        if header.contains([' ', '\t']) {
            format!("expected a comment or a line break, but found {character}")
        } else {
            format!("expected chomping or indentation indicators, but found {character}")
        }
    }
}

/// A refusal of a template names it.
pub(crate) fn in_template(mut refused: Diagnostic, name: Option<&str>) -> Diagnostic {
    let plain = [codes::SCALAR, codes::TOO_DEEP, codes::TOO_MANY, codes::RECURSIVE];
    if !plain.contains(&refused.code.as_str()) {
        let name = name.unwrap_or("[root stack]");
        refused.message = format!("Error parsing template {name} {}", refused.message);
    }
    refused
}

/// PyYAML's name of the first token at an index that is `accepted`.
fn token_at(guard: &Guarded<'_>, index: u64, accepted: &dyn Fn(&TokenData) -> bool) -> &'static str {
    let mut bytes = guard.text.as_bytes();
    let mut scanner = Scanner::new();
    scanner.set_input_string(&mut bytes);
    while let Some(Ok(token)) = scanner.next() {
        if token.start_mark.index >= index
            && !matches!(token.data, TokenData::StreamStart { .. })
            && accepted(&token.data)
        {
            return token_name(&token.data);
        }
    }
    "<stream end>"
}

fn token_name(token: &TokenData) -> &'static str {
    match token {
        TokenData::StreamStart { .. } => "<stream start>",
        TokenData::StreamEnd => "<stream end>",
        TokenData::VersionDirective { .. } | TokenData::TagDirective { .. } => "<directive>",
        TokenData::DocumentStart => "<document start>",
        TokenData::DocumentEnd => "<document end>",
        TokenData::BlockSequenceStart => "<block sequence start>",
        TokenData::BlockMappingStart => "<block mapping start>",
        TokenData::BlockEnd => "<block end>",
        TokenData::FlowSequenceStart => "[",
        TokenData::FlowSequenceEnd => "]",
        TokenData::FlowMappingStart => "{",
        TokenData::FlowMappingEnd => "}",
        TokenData::BlockEntry => "-",
        TokenData::FlowEntry => ",",
        TokenData::Key => "?",
        TokenData::Value => ":",
        TokenData::Alias { .. } => "<alias>",
        TokenData::Anchor { .. } => "<anchor>",
        TokenData::Tag { .. } => "<tag>",
        TokenData::Scalar { .. } => "<scalar>",
    }
}
