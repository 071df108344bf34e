//! JSON as Python's `json` module reads it: `NaN` and the infinities, whole numbers of any size, the last of doubled keys counts.

use crate::codes;
use crate::node::{Entry, Kind, Node};
use crate::parse::Limits;
use indexmap::IndexMap;
use model::value::{Key, Value};
use model::{Diagnostic, Diagnostics, SourceId, Span};
use num_bigint::BigInt;
use std::sync::Arc;

/// What came of reading a text as JSON.
pub(crate) enum Outcome {
    /// It is JSON.
    Read(Node),
    /// It is JSON, but beyond a limit.
    Refused(Diagnostic),
    /// It is not.
    NotJson,
}

enum Stop {
    NotJson,
    Limit(Box<Diagnostic>),
}

/// Reads a text as JSON; doubled keys are told among the findings.
pub(crate) fn parse(text: &str, source: SourceId, limits: Limits, findings: &mut Diagnostics) -> Outcome {
    let mut reader = Reader::new(text, source, limits, findings);
    reader.blanks();
    let node = match reader.value(0) {
        Ok(node) => node,
        Err(Stop::NotJson) => return Outcome::NotJson,
        Err(Stop::Limit(diagnostic)) => return Outcome::Refused(*diagnostic),
    };
    reader.blanks();
    if reader.at == text.len() { Outcome::Read(node) } else { Outcome::NotJson }
}

/// Reads a text as JSON alone; the error is worded as Python's `json` module does.
pub fn parse_json(text: &str) -> Result<Value, String> {
    let mut findings = Diagnostics::default();
    let mut reader = Reader::new(text, SourceId(0), Limits::default(), &mut findings);
    reader.blanks();
    match reader.value(0) {
        Ok(node) => {
            reader.blanks();
            if reader.at == text.len() { Ok(node.to_value()) } else { Err(place("Extra data", text, reader.at)) }
        }
        Err(Stop::Limit(diagnostic)) => Err(diagnostic.message),
        Err(Stop::NotJson) => {
            let (words, at) = reader.fault.unwrap_or(("Expecting value", reader.at));
            Err(place(words, text, at))
        }
    }
}

fn place(words: &str, text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{words}: line {line} column {column} (char {})", before.chars().count())
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// An offset and its column, so that a long line is counted once.
    columns: (usize, usize),
    source: SourceId,
    limits: Limits,
    nodes: usize,
    findings: &'a mut Diagnostics,
    /// Why it is no JSON, and where.
    fault: Option<(&'static str, usize)>,
}

#[derive(Clone, Copy)]
struct Start {
    at: usize,
    line: u32,
    column: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, source: SourceId, limits: Limits, findings: &'a mut Diagnostics) -> Self {
        Self { text, at: 0, line: 1, columns: (0, 0), source, limits, nodes: 0, findings, fault: None }
    }

    /// It is no JSON.
    fn stop<T>(&mut self, words: &'static str, at: usize) -> Result<T, Stop> {
        self.fault.get_or_insert((words, at));
        Err(Stop::NotJson)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\n' | b'\r')) = self.peek() {
            self.at += 1;
            if byte == b'\n' {
                self.line += 1;
                self.columns = (self.at, 0);
            }
        }
    }

    fn start(&mut self) -> Start {
        let (from, column) = self.columns;
        let column = column + self.text.get(from..self.at).map_or(0, |skipped| skipped.chars().count());
        self.columns = (self.at, column);
        Start { at: self.at, line: self.line, column: column + 1 }
    }

    fn span(&self, start: Start) -> Span {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            source: self.source,
            start: number(start.at),
            end: number(self.at),
            line: start.line,
            column: number(start.column),
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        if is {
            self.at += 1;
        }
        is
    }

    fn value(&mut self, depth: usize) -> Result<Node, Stop> {
        let start = self.start();
        self.within_limits(depth, start)?;
        let kind = match self.peek() {
            Some(b'{') => self.object(depth + 1)?,
            Some(b'[') => self.array(depth + 1)?,
            Some(b'"') => Kind::Scalar(Value::str(self.string()?)),
            Some(b'-' | b'0'..=b'9') if !self.rest().starts_with("-Infinity") => Kind::Scalar(self.number()?),
            _ => Kind::Scalar(self.word()?),
        };
        Ok(Node { span: self.span(start), kind })
    }

    #[inline(never)]
    fn within_limits(&mut self, depth: usize, start: Start) -> Result<(), Stop> {
        self.nodes += 1;
        let (code, message) = if self.nodes > self.limits.nodes {
            (codes::TOO_MANY, format!("The document has more than {} nodes.", self.limits.nodes))
        } else if depth > self.limits.depth {
            (codes::TOO_DEEP, format!("Lists and mappings are nested deeper than {} levels.", self.limits.depth))
        } else {
            return Ok(());
        };
        Err(Stop::Limit(Box::new(Diagnostic::error(code, message).class("ValueError").at("", self.span(start)))))
    }

    fn word(&mut self) -> Result<Value, Stop> {
        let words = [
            ("null", Value::Null),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("NaN", Value::Float(f64::NAN)),
            ("Infinity", Value::Float(f64::INFINITY)),
            ("-Infinity", Value::Float(f64::NEG_INFINITY)),
        ];
        let found = words.into_iter().find(|(word, _)| self.rest().starts_with(word));
        let Some((word, value)) = found else { return self.stop("Expecting value", self.at) };
        self.at += word.len();
        Ok(value)
    }

    fn array(&mut self, depth: usize) -> Result<Kind, Stop> {
        self.at += 1;
        let mut items = Vec::new();
        self.blanks();
        if self.take(b']') {
            return Ok(Kind::List(Arc::new(items)));
        }
        loop {
            self.blanks();
            items.push(self.value(depth)?);
            self.blanks();
            if self.take(b']') {
                return Ok(Kind::List(Arc::new(items)));
            }
            if !self.take(b',') {
                return self.stop("Expecting ',' delimiter", self.at);
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Kind, Stop> {
        self.at += 1;
        let mut entries: IndexMap<Key, Entry> = IndexMap::new();
        self.blanks();
        if self.take(b'}') {
            return Ok(Kind::Map(Arc::new(entries)));
        }
        loop {
            self.blanks();
            let start = self.start();
            if self.peek() != Some(b'"') {
                return self.stop("Expecting property name enclosed in double quotes", self.at);
            }
            let key = Key::from(self.string()?);
            let key_span = self.span(start);
            self.blanks();
            if !self.take(b':') {
                return self.stop("Expecting ':' delimiter", self.at);
            }
            self.blanks();
            let value = self.value(depth)?;
            if let Some(earlier) = entries.get(&key) {
                let message = format!(
                    "The key \"{}\" is given twice (first in line {}); the last one counts.",
                    key.as_str(),
                    earlier.key_span.line
                );
                self.findings.push(Diagnostic::warning(codes::DUPLICATE_KEY, message).at("", key_span));
            }
            entries.insert(key, Entry { key_span, value });
            self.blanks();
            if self.take(b'}') {
                return Ok(Kind::Map(Arc::new(entries)));
            }
            if !self.take(b',') {
                return self.stop("Expecting ',' delimiter", self.at);
            }
        }
    }

    fn number(&mut self) -> Result<Value, Stop> {
        let bytes = self.text.as_bytes();
        let digits = |from: usize| {
            let rest = bytes.get(from..).unwrap_or_default();
            from + rest.iter().take_while(|b| b.is_ascii_digit()).count()
        };
        let first = self.at + usize::from(self.peek() == Some(b'-'));
        let whole = if bytes.get(first) == Some(&b'0') { first + 1 } else { digits(first) };
        if whole == first {
            return self.stop("Expecting value", self.at);
        }
        let mut end = whole;
        if bytes.get(end) == Some(&b'.') && digits(end + 1) > end + 1 {
            end = digits(end + 1);
        }
        if let Some(b'e' | b'E') = bytes.get(end) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'-' | b'+')));
            if digits(end + 1 + sign) > end + 1 + sign {
                end = digits(end + 1 + sign);
            }
        }
        let text = self.text.get(self.at..end).unwrap_or_default();
        self.at = end;
        if end == whole {
            // Python refuses whole numbers of more than 4300 digits with an error of another kind than "not JSON"; as YAML they are
            // refused in the same words.
            let number = if text.len() > 4300 { None } else { text.parse::<BigInt>().ok() };
            return number.map(Value::big).ok_or(Stop::NotJson);
        }
        text.parse().map(Value::Float).map_err(|_| Stop::NotJson)
    }

    fn string(&mut self) -> Result<String, Stop> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(plain) = rest.find(|c| c == '"' || c == '\\' || u32::from(c) < 0x20) else {
                return self.stop("Unterminated string starting at", start);
            };
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    if self.rest().is_empty() {
                        return self.stop("Unterminated string starting at", start);
                    }
                    text.push(self.escape()?);
                }
                _ => return self.stop("Invalid control character at", self.at),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Stop> {
        let letter = self.peek().ok_or(Stop::NotJson)?;
        self.at += 1;
        Ok(match letter {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex4()?;
                let pair = (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u");
                let back = self.at;
                if pair {
                    self.at += 2;
                    let second = self.hex4()?;
                    if (0xdc00..0xe000).contains(&second) {
                        let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                        return char::from_u32(code).ok_or(Stop::NotJson);
                    }
                    self.at = back;
                }
                // Half of a pair is no character; Python keeps it, we cannot.
                char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return self.stop("Invalid \\escape", self.at - 2),
        })
    }

    fn hex4(&mut self) -> Result<u32, Stop> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(code) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
            return self.stop(concat!("Invalid \\uXX", "XX escape"), self.at);
        };
        self.at += 4;
        Ok(code)
    }
}
